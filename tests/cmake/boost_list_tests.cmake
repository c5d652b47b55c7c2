# SPDX-License-Identifier: MIT
# Asks PROGRAM for its cases and writes them to OUTPUT as CTest tests. Boost draws the tree of its
# suites and cases in Graphviz's language, the only listing of it that holds the labels:
#
#   tu2[..., color=green, label="suite|file.cpp(6)|labels: @slow @threads"];    a suite or a case
#   tu1 -> tu2;                                                                 its parent
cmake_minimum_required(VERSION 3.25)

execute_process(COMMAND ${PROGRAM} --list_content=DOT
  RESULT_VARIABLE status OUTPUT_VARIABLE out ERROR_VARIABLE dot)
if(NOT status EQUAL 0 OR NOT dot MATCHES "^digraph")
  message(FATAL_ERROR "${PROGRAM} --list_content=DOT failed (${status}):\n${out}${dot}")
endif()

# Brackets and semicolons mean something in a CMake list, so the lines are freed of them first.
string(REPLACE "[" "<(" dot "${dot}")
string(REPLACE "]" ")>" dot "${dot}")
string(REPLACE ";" "" dot "${dot}")
string(REPLACE "\n" ";" lines "${dot}")

set(units "")
foreach(line IN LISTS lines)
  if(line MATCHES [[^(tu[0-9]+)<\(.*color=([a-z]+),label="([^"|]*)(.*)"]])
    set(unit ${CMAKE_MATCH_1})
    set(color_${unit} ${CMAKE_MATCH_2})
    set(name_${unit} "${CMAKE_MATCH_3}")
    set(labels_${unit} "")
    if(CMAKE_MATCH_4 MATCHES [[labels:( @[^|]*)]])
      string(REPLACE " @" ";" labels_${unit} "${CMAKE_MATCH_1}")
    endif()
    list(APPEND units ${unit})
  elseif(line MATCHES [[^(tu[0-9]+) -> (tu[0-9]+)$]])
    set(parent ${CMAKE_MATCH_1})
    set(unit ${CMAKE_MATCH_2})
    set(parent_${unit} ${parent})
    set(is_suite_${parent} TRUE)
    if(NOT name_${unit} MATCHES "^_[0-9]+$")
      set(has_named_children_${parent} TRUE)
    endif()
  endif()
endforeach()

set(text "")
set(count 0)
foreach(unit IN LISTS units)
  if(NOT DEFINED parent_${unit})
    continue()  # the program itself
  endif()
  if(has_named_children_${unit} OR NOT has_named_children_${parent_${unit}})
    continue()  # a suite, or one row of a data-driven case
  endif()
  # Suites are numbered from 1, cases from 65536: a small number without children is an empty suite.
  string(SUBSTRING ${unit} 2 -1 number)
  if(number LESS 65536 AND NOT is_suite_${unit})
    continue()
  endif()

  set(path "${name_${unit}}")
  set(labels "${LABELS};${labels_${unit}}")
  set(above ${parent_${unit}})
  while(DEFINED parent_${above})
    string(PREPEND path "${name_${above}}/")
    list(APPEND labels ${labels_${above}})
    set(above ${parent_${above}})
  endwhile()
  string(REPLACE "<(" "[" path "${path}")
  string(REPLACE ")>" "]" path "${path}")
  list(REMOVE_ITEM labels "")
  list(REMOVE_DUPLICATES labels)

  set(test "[==[${NAME}/${path}]==]")
  set(properties "TIMEOUT ${TIMEOUT} LABELS \"${labels}\"")
  if(color_${unit} STREQUAL "yellow")
    string(APPEND properties " DISABLED TRUE")
  endif()
  string(APPEND text "add_test(${test} [==[${PROGRAM}]==] [==[--run_test=${path}]==]"
                     " --color_output=no)\n"
                     "set_tests_properties(${test} PROPERTIES ${properties})\n")
  math(EXPR count "${count} + 1")
endforeach()

if(count EQUAL 0)
  # Run without a filter, a program without cases fails, and says so.
  set(text "add_test([==[${NAME}/has_cases]==] [==[${PROGRAM}]==])\n")
endif()
file(WRITE ${OUTPUT} "${text}")
