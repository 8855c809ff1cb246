#include "broker/channel_class.hpp"

#include <algorithm>

#include "pusher/channel_traits.hpp"

namespace oread::broker {
namespace {

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '=' || c == '@' || c == ',' || c == '.' || c == ';';
}

}  // namespace

bool is_plain_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_plain);
}

std::optional<ChannelClass> classify(std::string_view name, std::size_t most_bytes) {
  if (name.size() > most_bytes) return std::nullopt;
  if (name.starts_with(pusher::kUserChannel)) {
    const std::string_view user = name.substr(pusher::kUserChannel.size());
    if (!is_plain_name(user)) return std::nullopt;
    return ChannelClass{.access = Access::OwnUser, .user = user};
  }
  if (!is_plain_name(name)) return std::nullopt;
  const ChannelTraits traits = pusher::traits_of(name);
  return ChannelClass{.access = traits.needs_auth ? Access::Signature : Access::Open,
                      .presence = traits.presence,
                      .cache = traits.replays,
                      .encrypted = traits.encrypted};
}

}  // namespace oread::broker
