#include "conform/foreign_json.hpp"

namespace oread::conform {

Json foreign_json(const std::string& text) {
  constexpr int kMaxDepth = 100;
  bool is_deep = false;
  const auto keeps = [&is_deep](int depth, Json::parse_event_t /*event*/, Json& /*parsed*/) {
    is_deep = is_deep || depth > kMaxDepth;
    return !is_deep;
  };
  Json json = Json::parse(text, keeps, false);
  return is_deep ? Json(Json::value_t::discarded) : json;
}

}  // namespace oread::conform
