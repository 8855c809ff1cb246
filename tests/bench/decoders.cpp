#include "decoders.hpp"

#include <simdjson.h>

#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <string_view>

#include "support/json_scan.hpp"

namespace oread::bench {
namespace {

static_assert(kPadding >= simdjson::SIMDJSON_PADDING);

/// Reads both ends of each string, so that it must be produced.
std::size_t digest(std::string_view event, std::string_view channel, std::string_view data) {
  std::size_t sum = 0;
  for (const std::string_view text : {event, channel, data}) {
    if (text.empty()) std::abort();
    sum = sum * 31 + text.size() + static_cast<unsigned char>(text.front()) +
          static_cast<unsigned char>(text.back());
  }
  return sum;
}

struct Scan {
  std::string event, channel, data;

  std::size_t take(const std::string& frame) {
    static constexpr auto kWanted = names("event", "channel", "data");
    json::Value fields[3];
    if (!json::read_fields(frame, kWanted, fields)) std::abort();
    return digest(*fields[0].string(event), *fields[1].string(channel), *fields[2].string(data));
  }
};

struct Tree {
  static std::size_t take(const std::string& frame) {
    const nlohmann::json tree = nlohmann::json::parse(frame);
    return digest(tree.at("event").get_ref<const std::string&>(),
                  tree.at("channel").get_ref<const std::string&>(),
                  tree.at("data").get_ref<const std::string&>());
  }
};

struct OnDemand {
  simdjson::ondemand::parser parser;

  // In the order of the frames, which is the fastest access pattern.
  std::size_t take(const std::string& frame) {
    auto document =
        parser.iterate(simdjson::padded_string_view(frame.data(), frame.size(), frame.capacity()));
    auto object = document.get_object();
    const std::string_view event = object.find_field("event").get_string();
    const std::string_view data = object.find_field("data").get_string();
    const std::string_view channel = object.find_field("channel").get_string();
    return digest(event, channel, data);
  }
};

}  // namespace

std::vector<Runner> decoders() {
  const auto scan = std::make_shared<Scan>();
  const auto on_demand = std::make_shared<OnDemand>();
  return {{"oread", [scan](const std::string& frame) { return scan->take(frame); }},
          {"nlohmann", [](const std::string& frame) { return Tree::take(frame); }},
          {"simdjson", [on_demand](const std::string& frame) { return on_demand->take(frame); }}};
}

}  // namespace oread::bench
