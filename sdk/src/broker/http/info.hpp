// The `info` parameter: which attributes of a channel an answer tells.
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

/// "user_count,subscription_count", or nothing when it asks for something unknown.
std::optional<Info> parse_info(std::string_view text);

/// Whether every attribute asked for makes sense for a channel of this kind.
bool applies(const Info& info, const ChannelClass& kind);

/// Appends ,"user_count":… and so on for what is asked for and makes sense, with a comma before
/// each.
void append_info(std::string& out, const Hub& hub, const AppState& app, const std::string& channel,
                 const ChannelClass& kind, const Info& info);

}  // namespace oread::broker::http
