# oread_test(<target> SUITE <suite> SOURCES <files>… [LIBRARIES <targets>…]): one GoogleTest program. It may include
# sdk/src; it must list everything else it needs.
function(oread_test target)
  cmake_parse_arguments(arg "" "SUITE" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${target} ${arg_SOURCES})
  target_link_libraries(${target} PRIVATE ${arg_LIBRARIES} oread_engine GTest::gmock GTest::gtest_main)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/sdk/src ${PROJECT_SOURCE_DIR}/tests)
  target_compile_definitions(${target} PRIVATE OREAD_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  oread_warnings(${target})
  if(OREAD_SANITIZE STREQUAL "address")
    # What is tested is checked for undefined behaviour; the tests themselves would take half as long again to compile.
    target_compile_options(${target} PRIVATE -fno-sanitize=undefined)
  endif()
  add_test(NAME ${target} COMMAND ${target})
  set_tests_properties(${target} PROPERTIES LABELS ${arg_SUITE})
  set_property(GLOBAL APPEND_STRING PROPERTY OREAD_TEST_MANIFEST
               "${arg_SUITE} $<TARGET_FILE:${target}>\n")
endfunction()

function(oread_write_test_manifest file)
  get_property(lines GLOBAL PROPERTY OREAD_TEST_MANIFEST)
  file(GENERATE OUTPUT ${file} CONTENT "${lines}")
endfunction()
