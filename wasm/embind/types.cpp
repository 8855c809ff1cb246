// Registers only the few types of wasm/bindings.cpp with the complete embind, instead of the
// several dozen that it knows.
#include <emscripten/bind.h>
#include <emscripten/emscripten.h>

#include <limits>

extern "C" {
const char* EMSCRIPTEN_KEEPALIVE __getTypeName(const void*) {
  return "type";
}

EMSCRIPTEN_KEEPALIVE __attribute__((constructor)) void
__embind_register_native_and_builtin_types() {
  using namespace emscripten::internal;
  _embind_register_void(TypeID<void>::get(), "void");
  _embind_register_integer(TypeID<unsigned>::get(), "unsigned", sizeof(unsigned), 0,
                           std::numeric_limits<unsigned>::max());
  _embind_register_float(TypeID<double>::get(), "double", sizeof(double));
}
}
