# SPDX-License-Identifier: MIT
# How a library of this project is built, installed and found.

include(GNUInstallDirs)

# wengert_library(<name>
#   SOURCES <file>...        what is compiled
#   HEADERS <file>...        installed; all_verify_interface_header_sets compiles each alone
#   [ROWS <file>...]         installed, but not complete headers: pieces included by the others
#   [GUESTS <file>...]       installed headers that need a library this one does not depend on: who
#                            includes one brings it along, and it is not compiled alone
#   [COMPONENTS <name>...]   libraries of this project that a consumer gets along with it
#   [LINKS <target>...]      private dependencies
#   [SYSTEM <name>...]       private libraries that the linker finds by name: "gvc" for -lgvc
#   [PACKAGES <text>...]     what find_package must find for them in a static build ("fmt 9"; with
#                            pkg-config's name for it where that is another: "hwy=libhwy 1")
# )
#
# The target is wengert_<name>, for consumers wengert::<name> and find_package's component <name>.
function(wengert_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" ""
    "SOURCES;HEADERS;ROWS;GUESTS;COMPONENTS;LINKS;SYSTEM;PACKAGES")
  set(target wengert_${name})
  list(TRANSFORM arg_COMPONENTS PREPEND wengert:: OUTPUT_VARIABLE public_links)

  add_library(${target} ${arg_SOURCES})
  add_library(wengert::${name} ALIAS ${target})
  target_sources(${target} PUBLIC
    FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_HEADERS}
    FILE_SET rows TYPE HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_ROWS}
    FILE_SET guests TYPE HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_GUESTS})
  target_compile_features(${target} PUBLIC cxx_std_20)
  # A product and a sum fused into one rounding would make the last digit depend on -march.
  target_compile_options(${target} PRIVATE
    $<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-ffp-contract=off>)
  target_link_libraries(${target} PUBLIC ${public_links} PRIVATE ${arg_LINKS} ${arg_SYSTEM})
  if(BUILD_SHARED_LIBS)
    target_compile_definitions(${target} PRIVATE WENGERT_BUILDING INTERFACE WENGERT_SHARED)
  endif()
  set_target_properties(${target} PROPERTIES
    EXPORT_NAME ${name}
    VERSION ${PROJECT_VERSION}
    SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON
    VERIFY_INTERFACE_HEADER_SETS ${PROJECT_IS_TOP_LEVEL}
    INTERFACE_HEADER_SETS_TO_VERIFY HEADERS)

  set_property(GLOBAL APPEND PROPERTY WENGERT_COMPONENTS ${name})
  set_property(GLOBAL PROPERTY WENGERT_${name}_COMPONENTS "${arg_COMPONENTS}")
  set_property(GLOBAL PROPERTY WENGERT_${name}_PACKAGES "${arg_PACKAGES}")
  set_property(GLOBAL PROPERTY WENGERT_${name}_SYSTEM "${arg_SYSTEM}")
  if(WENGERT_INSTALL)
    wengert_install_library(${name})
  endif()
endfunction()

# The headers land in include/wengert/<name>: another library owns include/autodiff.
function(wengert_install_library name)
  set(include_dir ${CMAKE_INSTALL_INCLUDEDIR}/wengert)
  install(TARGETS wengert_${name} EXPORT wengert-${name}-targets
    FILE_SET HEADERS DESTINATION ${include_dir}
    FILE_SET rows DESTINATION ${include_dir}
    FILE_SET guests DESTINATION ${include_dir}
    # Consumers with a CMake that does not know file sets (before 3.23) need the directory itself.
    INCLUDES DESTINATION ${include_dir})
  install(EXPORT wengert-${name}-targets NAMESPACE wengert::
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/wengert)
  # For a project that has this one as a subdirectory and exports a build tree of its own.
  export(EXPORT wengert-${name}-targets NAMESPACE wengert::)
endfunction()

# Installs the files by which find_package(wengert) and pkg-config find every library so far.
function(wengert_install_package)
  include(CMakePackageConfigHelpers)
  set(config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/wengert)

  get_property(components GLOBAL PROPERTY WENGERT_COMPONENTS)
  set(needs "")
  set(packages "")
  set(libraries "")
  set(private_libraries "")
  foreach(name IN LISTS components)
    get_property(name_components GLOBAL PROPERTY WENGERT_${name}_COMPONENTS)
    get_property(name_packages GLOBAL PROPERTY WENGERT_${name}_PACKAGES)
    list(APPEND packages ${name_packages})
    list(TRANSFORM name_packages REPLACE "=[^ ]+" "")
    string(APPEND needs "set(wengert_${name}_components \"${name_components}\")\n"
                        "set(wengert_${name}_packages \"${name_packages}\")\n")
    list(PREPEND libraries -lwengert_${name})
    get_property(name_system GLOBAL PROPERTY WENGERT_${name}_SYSTEM)
    list(TRANSFORM name_system PREPEND -l)
    list(APPEND private_libraries ${name_system})
  endforeach()

  configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/wengert-config.cmake.in
    ${PROJECT_BINARY_DIR}/wengert-config.cmake INSTALL_DESTINATION ${config_dir})
  write_basic_package_version_file(${PROJECT_BINARY_DIR}/wengert-config-version.cmake
    COMPATIBILITY SameMinorVersion)
  install(FILES ${PROJECT_BINARY_DIR}/wengert-config.cmake
                ${PROJECT_BINARY_DIR}/wengert-config-version.cmake DESTINATION ${config_dir})

  list(REMOVE_DUPLICATES packages)
  list(TRANSFORM packages REPLACE "^[^ ]+=" "")
  list(TRANSFORM packages REPLACE "^([^ ]+) (.+)$" "\\1 >= \\2")
  list(JOIN packages ", " packages)
  list(JOIN libraries " " libraries)
  list(JOIN private_libraries " " private_libraries)
  file(RELATIVE_PATH to_prefix ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
  cmake_path(ABSOLUTE_PATH CMAKE_INSTALL_LIBDIR BASE_DIRECTORY "\${prefix}" OUTPUT_VARIABLE libdir)
  cmake_path(ABSOLUTE_PATH CMAKE_INSTALL_INCLUDEDIR BASE_DIRECTORY "\${prefix}"
    OUTPUT_VARIABLE includedir)
  configure_file(${PROJECT_SOURCE_DIR}/cmake/wengert.pc.in ${PROJECT_BINARY_DIR}/wengert.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/wengert.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endfunction()
