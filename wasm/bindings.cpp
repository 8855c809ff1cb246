// The only embind file: one engine per instance of the module, behind two functions whose arguments
// and results are numbers.
//
// Bytes go through linear memory: the host writes them at the address that `room()` returns, and
// effects come back as one queue. See border/reader.cpp and border/outbox.cpp for their layout, and
// js/src/host/engine.ts for the other side.
#include <emscripten/bind.h>

#include "border/session.hpp"

namespace {

std::uint32_t address_of(const char* bytes) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(bytes));
}

/// Returns 0 if `size` exceeds the limit.
std::uint32_t room(std::uint32_t size) {
  return address_of(oread::border::room(size));
}

std::uint32_t tell(double now) {
  return address_of(oread::border::tell(now).data());
}

}  // namespace

EMSCRIPTEN_BINDINGS(oread) {
  emscripten::function("room", &room);
  emscripten::function("tell", &tell);
}
