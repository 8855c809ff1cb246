// The only embind file: one engine per instance of the module, told and asked through a few
// functions of numbers.
//
// Bytes go through linear memory: the host writes them where `room()` says, effects come back as
// one queue. See border/reader.cpp and border/outbox.cpp for their layout, and
// js/src/host/engine.ts for the other side.
#include <emscripten/bind.h>

#include <cstring>
#include <limits>

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
bool g_began;

std::uint32_t address_of(oread::String& bytes) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(bytes.data()));
}

/// A place for `size` bytes, good until the next call.
std::uint32_t room(std::uint32_t size) {
  g_inbox.resize(size);
  return address_of(g_inbox);
}

/// Makes the engine from what is in the inbox: where links lead, then a number for each quantity,
/// NaN for the default. A bad one is refused with a ConnectionError.
void create() {
  static constexpr oread::Options kDefaults;
  oread::PusherLinks links;
  Reader::read(links);
  oread::Options options = kDefaults;
  for (std::uint16_t i = 0; i < oread::kQuantities; ++i) {
    const double value = Reader::number();
    if (value == value && !set_quantity(options, i, value)) {
      oread::EffectSink::take(oread::event::ConnectionError{
          {oread::Errc::BadOption, static_cast<std::uint16_t>(i + 1), {}}});
      return;
    }
  }
  g_engine = new oread::Engine(options, make_pusher(links));
}

/// Gives the engine what is in the inbox: the options first, then inputs. Answers where the outbox
/// stands: its size and the deadline (infinity for none), then the effects.
std::uint32_t tell(double now) {
  struct Head {
    double size;
    double deadline;
  } head{0, std::numeric_limits<double>::infinity()};
  g_outbox.clear();
  g_outbox.append({reinterpret_cast<const char*>(&head), sizeof head});
  Reader::start(g_inbox.data());
  if (!g_began) {
    g_began = true;
    create();
  } else if (g_engine != nullptr) {
    oread::EffectSink sink;
    oread::Step& step = g_engine->begin(Reader::moment(now), sink);
    oread::border::read_input([&step](const auto& input) { g_engine->give(input, step); });
    if (const auto at = g_engine->deadline()) {
      head.deadline = static_cast<double>(at->time_since_epoch().count());
    }
  }
  head.size = g_outbox.size();
  std::memcpy(g_outbox.data(), &head, sizeof head);
  return address_of(g_outbox);
}

}  // namespace

EMSCRIPTEN_BINDINGS(oread) {
  emscripten::function("room", &room);
  emscripten::function("tell", &tell);
}
