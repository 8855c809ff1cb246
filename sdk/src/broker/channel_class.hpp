// What a channel's name says about it: the only place that derives rules from a name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace oread::broker {

/// What a client must show to subscribe.
enum class Access : std::uint8_t {
  Open,       ///< Nothing.
  Signature,  ///< A signature of the app's secret over socket id and channel.
  OwnUser,    ///< To be signed in as `ChannelClass::user`.
};

struct ChannelClass {
  Access access = Access::Open;
  bool presence = false;
  bool cache = false;
  bool encrypted = false;
  /// The part of a `#server-to-user-` name that names the user; a view of the name.
  std::string_view user = {};
};

/// The class by the longest prefix, anchored at the start, hyphen included: "privatefoo" and
/// "my-private-x" are open channels. Nothing for what is no channel name: empty, longer than
/// `most_bytes`, with other characters than [-a-zA-Z0-9_=@,.;], or with a "#" that does not begin
/// "#server-to-user-" and an id. An unknown class is thereby refused, never open.
std::optional<ChannelClass> classify(std::string_view name, std::size_t most_bytes);

/// Whether all of `text` are characters of a channel name and there is at least one. User ids that
/// sign in follow the same rule.
bool is_plain_name(std::string_view text);

}  // namespace oread::broker
