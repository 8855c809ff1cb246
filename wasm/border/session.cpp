#include "border/session.hpp"

#include <cstring>
#include <limits>

#include "border/outbox.hpp"
#include "border/reader.hpp"
#include "oread/lean/engine_steps.hpp"
#include "oread/link_addresses.hpp"

namespace oread::border {

namespace {

/// Enough for the largest input: a text of the maximum size that an engine accepts. Hosts reject
/// longer ones before they copy them.
constexpr std::uint32_t kRoomMost = 128U << 20U;

// Each instance of the module has exactly one engine, so its state can be global.
String g_inbox;
Engine* g_engine;
bool g_began;

void refuse(std::uint16_t option) {
  EffectSink::take(event::ConnectionError{{Errc::BadOption, option, {}}});
}

/// Makes the engine from the options in the inbox: the links' addresses, then a number for each
/// quantity, or NaN for the default. An invalid quantity is reported by its index, counted from 1;
/// 0 means that the bytes are not options.
void create() {
  static constexpr Options kDefaults;
  Addresses addresses;
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
