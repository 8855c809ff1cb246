# nlohmann/json inside sdk/: oread_sdk_json(target).
#
# sdk/ is built without exceptions, hosts and tests with them. The library consists of templates only, so both would
# emit the same inline functions with different bodies and the linker would keep one of them at random. A separate
# inline namespace keeps them apart; the type must therefore not appear in a public header.
function(oread_sdk_json target)
  find_package(nlohmann_json REQUIRED)
  get_target_property(include nlohmann_json::nlohmann_json INTERFACE_INCLUDE_DIRECTORIES)
  target_include_directories(${target} SYSTEM PRIVATE ${include})
  target_compile_definitions(
    ${target}
    PRIVATE JSON_NOEXCEPTION
            "NLOHMANN_JSON_NAMESPACE_BEGIN=namespace nlohmann { inline namespace no_exceptions {"
            "NLOHMANN_JSON_NAMESPACE_END=}}")
endfunction()
