# OREAD_SANITIZE instruments all targets, because a mixture would hide findings; only test programs leave out checks for
# undefined behaviour (tests/oread_test.cmake).
if(OREAD_SANITIZE STREQUAL "address" OR OREAD_SANITIZE STREQUAL "fuzzer")
  # vptr checks need RTTI, which sdk/ does not have.
  set(flags -fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all
            -fno-omit-frame-pointer)
  if(OREAD_SANITIZE STREQUAL "fuzzer")
    # The library is instrumented for coverage; only the fuzz targets link libFuzzer's main.
    add_compile_options(-fsanitize=fuzzer-no-link)
  endif()
elseif(OREAD_SANITIZE STREQUAL "thread")
  set(flags -fsanitize=thread -fno-omit-frame-pointer)
elseif(NOT OREAD_SANITIZE STREQUAL "")
  message(FATAL_ERROR "OREAD_SANITIZE is '${OREAD_SANITIZE}'; use address, thread, fuzzer or empty")
endif()
if(flags)
  add_compile_options(${flags})
  add_link_options(${flags})
  unset(flags)
endif()
