// The only embind file: one engine per instance of the module, told and asked through a few
// functions of numbers.
//
// Bytes go through linear memory: the host writes them where `room()` says, effects come back as
// one queue. See border/reader.cpp and border/outbox.cpp for their layout, and
// js/src/host/engine.ts for the other side.
#include <emscripten/bind.h>

#include <limits>
#include <optional>

#include "border/outbox.hpp"
#include "border/reader.hpp"
#include "oread/dialects.hpp"
#include "oread/engine.hpp"

namespace {

using oread::border::Outbox;
using oread::border::Reader;

// An instance holds one engine for as long as it lives, so these are never destroyed.
oread::String* g_inbox;
Outbox* g_outbox;
oread::Engine* g_engine;

/// A place for `size` bytes, good until the next call.
std::uint32_t room(std::uint32_t size) {
  if (g_inbox == nullptr) {
    g_inbox = new oread::String;
    g_outbox = new Outbox;
  }
  g_inbox->resize(size);
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(g_inbox->data()));
}

std::uint32_t refuse(const oread::Error& error) {
  g_outbox->take(oread::event::ConnectionError{error});
  return g_outbox->size();
}

/// Makes the engine from the options in the inbox. They are refused with a ConnectionError.
std::uint32_t create() {
  Reader from(g_inbox->data());
  oread::PusherOptions server;
  oread::Options options;
  from.read(server);
  from.read_options(options);
  g_outbox->clear();
  if (const auto wrong = check(server)) return refuse(*wrong);
  if (const auto wrong = check(options)) return refuse(*wrong);
  g_engine = new oread::Engine(options, make_pusher(std::move(server)));
  return 0;
}

/// Gives the input in the inbox; answers the size of the effects.
std::uint32_t tell(double now) {
  g_outbox->clear();
  if (g_engine == nullptr) return 0;
  Reader from(g_inbox->data());
  const oread::Time time(oread::Millis(static_cast<std::int64_t>(now)));
  oread::border::read_input(
      from, [time](const auto& input) { g_engine->handle(input, time, *g_outbox); });
  return g_outbox->size();
}

std::uint32_t effects() {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(g_outbox->data()));
}

double deadline() {
  std::optional<oread::Time> at;
  if (g_engine != nullptr) at = g_engine->deadline();
  return at ? static_cast<double>(at->time_since_epoch().count())
            : std::numeric_limits<double>::infinity();
}

}  // namespace

EMSCRIPTEN_BINDINGS(oread) {
  emscripten::function("room", &room);
  emscripten::function("create", &create);
  emscripten::function("tell", &tell);
  emscripten::function("effects", &effects);
  emscripten::function("deadline", &deadline);
}
