#include "border/session.hpp"

#include <cstring>
#include <limits>

#include "border/outbox.hpp"
#include "border/reader.hpp"
#include "oread/lean/engine_steps.hpp"
#include "oread/link_addresses.hpp"

namespace oread::border {

namespace {

/// The largest input is a text with the bytes that an engine takes at most; hosts refuse longer
/// ones before they copy them.
constexpr std::uint32_t kRoomMost = 128U << 20U;

// An instance of the module holds one engine for as long as it lives.
String g_inbox;
Engine* g_engine;
bool g_began;

void refuse(std::uint16_t option) {
  EffectSink::take(event::ConnectionError{{Errc::BadOption, option, {}}});
}

/// Makes the engine from what is in the inbox: where links lead, then a number for each quantity,
/// NaN for the default. A bad one is refused with its number, counted from 1; 0: the bytes are no
/// options.
void create() {
  static constexpr Options kDefaults;
  LinkAddresses addresses;
  Reader::read(addresses);
  Options options = kDefaults;
  for (std::uint16_t i = 0; i < kQuantities; ++i) {
    const double value = Reader::number();
    if (value == value && !set_quantity(options, i, value)) {
      refuse(static_cast<std::uint16_t>(i + 1));
      return;
    }
  }
  if (!Reader::complete()) {
    refuse(0);
    return;
  }
  g_engine = new Engine(options, addresses);
}

}  // namespace

char* room(std::uint32_t size) {
  if (size > kRoomMost) return nullptr;
  g_inbox.resize(size);
  return g_inbox.data();
}

View tell(double now) {
  struct Head {
    double size;
    double deadline;
  } head{0, std::numeric_limits<double>::infinity()};
  g_outbox.clear();
  g_outbox.append({reinterpret_cast<const char*>(&head), sizeof head});
  Reader::start(g_inbox);
  if (!g_began) {
    g_began = true;
    create();
  } else if (g_engine != nullptr) {
    EffectSink sink;
    Step& step = EngineSteps::begin(*g_engine, Reader::moment(now), sink);
    if (!read_input([&step](const auto& input) { EngineSteps::give(*g_engine, input, step); })) {
      refuse(0);
    }
    EngineSteps::settle(*g_engine, step);
    if (const auto at = g_engine->deadline()) {
      head.deadline = static_cast<double>(at->time_since_epoch().count());
    }
  }
  head.size = g_outbox.size();
  std::memcpy(g_outbox.data(), &head, sizeof head);
  return g_outbox;
}

void restart() {
  delete g_engine;
  g_engine = nullptr;
  g_began = false;
}

}  // namespace oread::border
