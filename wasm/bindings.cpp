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

using oread::border::g_outbox;
using oread::border::Reader;

// An instance holds one engine for as long as it lives.
oread::String g_inbox;
oread::Engine* g_engine;

std::uint32_t address_of(oread::String& bytes) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(bytes.data()));
}

/// A place for `size` bytes, good until the next call.
std::uint32_t room(std::uint32_t size) {
  g_inbox.resize(size);
  return address_of(g_inbox);
}

void start() {
  g_outbox.clear();
  Reader::start(g_inbox.data());
}

std::uint32_t refuse(const oread::Error& error) {
  oread::EffectSink::take(oread::event::ConnectionError{error});
  return g_outbox.size();
}

/// Makes the engine from the options in the inbox: those of the server, then a number for each
/// quantity, NaN for the default. They are refused with a ConnectionError.
std::uint32_t create() {
  static constexpr oread::Options kDefaults;
  start();
  oread::PusherOptions server;
  Reader::read(server);
  if (const auto wrong = check(server)) return refuse(*wrong);
  oread::Options options = kDefaults;
  for (std::uint16_t i = 0; i < oread::kQuantities; ++i) {
    const double value = Reader::number();
    if (value == value && !set_quantity(options, i, value)) {
      return refuse({oread::Errc::BadOption, static_cast<std::uint16_t>(i + 1), {}});
    }
  }
  g_engine = new oread::Engine(options, make_pusher(server));
  return 0;
}

/// Gives the input in the inbox; answers the size of the effects.
std::uint32_t tell(double now) {
  start();
  if (g_engine == nullptr) return 0;
  const oread::Time time = Reader::moment(now);
  oread::EffectSink sink;
  oread::border::read_input([&](const auto& input) { g_engine->handle(input, time, sink); });
  return g_outbox.size();
}

std::uint32_t effects() {
  return address_of(g_outbox);
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
