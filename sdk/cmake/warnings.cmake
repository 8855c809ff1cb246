# The warnings of every target of this repository: oread_warnings(target).
function(oread_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic)
  # False alarms of g++ 12 at -O3: the alternatives that a moved std::variant does not hold, and
  # "literal" + std::string.
  target_compile_options(
    ${target}
    PRIVATE "$<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-maybe-uninitialized;-Wno-restrict>")
  if(OREAD_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()

# The rules of sdk/ on top: what decides can neither throw nor ask for a type at run time, so that
# native and Wasm behave alike (oread_sdk_rules(target)).
function(oread_sdk_rules target)
  oread_warnings(${target})
  target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions -fno-rtti>)
endfunction()
