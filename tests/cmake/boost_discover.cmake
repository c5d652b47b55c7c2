# SPDX-License-Identifier: MIT
# One CTest test per Boost.Test case: the built program is asked for its cases, so that cases which
# are registered while it starts are found too.

# boost_discover_tests(<target> [TIMEOUT <seconds>] [LABELS <label>...])
#
# The tests are named <target>/<suite>/<case>. Boost's labels become CTest's; LABELS go to all.
# The rows of a data-driven case (_0, _1, ...) stay one test; a disabled case is shown as such.
function(boost_discover_tests target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "LABELS")
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  set(tests_file ${CMAKE_CURRENT_BINARY_DIR}/${target}_tests.cmake)
  set(include_file ${CMAKE_CURRENT_BINARY_DIR}/${target}_include.cmake)
  add_custom_command(TARGET ${target} POST_BUILD VERBATIM BYPRODUCTS ${tests_file}
    COMMAND ${CMAKE_COMMAND}
      -D NAME=${target} -D PROGRAM=$<TARGET_FILE:${target}> -D OUTPUT=${tests_file}
      -D TIMEOUT=${arg_TIMEOUT} -D "LABELS=${arg_LABELS}"
      -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/boost_list_tests.cmake)
  # A program that was not built is one red test, not silence.
  file(CONFIGURE OUTPUT ${include_file} @ONLY CONTENT [[
if(EXISTS "@tests_file@")
  include("@tests_file@")
else()
  add_test(@target@/was_not_built "@target@ was not built")
endif()
]])
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${include_file})
endfunction()
