# Helpers of these files have names that others of the same program have: where several files are compiled as one (presets asan,
# tsan and fuzz), they are compiled alone.
set(oread_compiled_alone
    broker/verify_test.cpp broker/webhooks/receiver_test.cpp dialect/socketio/payload_test.cpp
    dialect/socketio/session_routes_test.cpp dialect/socketio/session_test.cpp link/liveness_test.cpp server/upgrade_test.cpp
    support/next_timer_test.cpp toy/toy_test.cpp toy_test.cpp)

# oread_test(<target> SUITE <suite> SOURCES <files>… [LIBRARIES <targets>…]): one GoogleTest program. It may include
# sdk/src; it must list everything else it needs.
function(oread_test target)
  cmake_parse_arguments(arg "" "SUITE" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${target} ${arg_SOURCES})
  foreach(source IN LISTS arg_SOURCES)
    foreach(alone IN LISTS oread_compiled_alone)
      if(source MATCHES "${alone}$")
        set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
      endif()
    endforeach()
  endforeach()
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
