// What a channel's name implies for the server: who may subscribe, and what the channel keeps. The
// prefixes are in pusher/channel_traits.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace oread::broker {

/// What a client needs in order to subscribe.
enum class Access : std::uint8_t {
  Open,       ///< Nothing.
  Signature,  ///< A signature of the app's secret over socket id and channel.
  OwnUser,    ///< A sign-in as `ChannelClass::user`.
};

struct ChannelClass {
  Access access = Access::Open;
  bool presence = false;
  bool cache = false;
  bool encrypted = false;
  /// The user id in a `#server-to-user-` name; a view of the name.
  std::string_view user = {};
};

/// The class by `pusher::traits_of`. Returns nothing for an invalid name: empty, longer than
/// `most_bytes`, with characters other than [-a-zA-Z0-9_=@,.;], or with a "#" that does not start
/// "#server-to-user-" and an id. An unknown class is therefore refused, never treated as public.
std::optional<ChannelClass> classify(std::string_view name, std::size_t most_bytes);

/// Whether `text` is not empty and consists only of characters allowed in channel names. Ids of
/// signed-in users follow the same rule.
bool is_plain_name(std::string_view text);

}  // namespace oread::broker
