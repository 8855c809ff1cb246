# The warnings for all targets of this repository: oread_warnings(target).
function(oread_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic)
  # False positives of g++ 12 at -O3: inactive alternatives of a moved std::variant, and "literal" + std::string.
  target_compile_options(
    ${target}
    PRIVATE "$<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-maybe-uninitialized;-Wno-restrict>")
  if(OREAD_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()

# Additional rules for sdk/: it can neither throw nor use run-time type information, so that native and Wasm behave
# alike (oread_sdk_rules(target)).
function(oread_sdk_rules target)
  oread_warnings(${target})
  target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions -fno-rtti>)
endfunction()
