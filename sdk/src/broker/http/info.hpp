// The `info` parameter: which attributes of a channel a response contains.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "broker/hub.hpp"

namespace oread::broker::http {

struct Info {
  bool user_count = false;
  bool subscription_count = false;
  bool cache = false;

  [[nodiscard]] bool any() const { return user_count || subscription_count || cache; }
};

/// Parses "user_count,subscription_count"; nothing if it contains an unknown attribute.
std::optional<Info> parse_info(std::string_view text);

/// Whether every requested attribute applies to a channel of this class.
bool applies(const Info& info, const ChannelClass& kind);

/// Appends ,"user_count":… and so on for the requested attributes that apply, with a comma before
/// each.
void append_info(std::string& out, const Hub& hub, const AppState& app, const std::string& channel,
                 const ChannelClass& kind, const Info& info);

}  // namespace oread::broker::http
