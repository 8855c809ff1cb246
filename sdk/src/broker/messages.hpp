// The messages that the broker sends. Keys are in Reverb's order (event, data, channel), which
// clients parse fastest: the variable part is between a known prefix and a known suffix.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "broker/roster.hpp"
#include "oread/broker/effect.hpp"

namespace oread::broker::messages {

SharedText connection_established(std::string_view socket_id, std::int64_t activity_seconds);
SharedText ping();
SharedText pong();

/// `code` is null if the protocol has none for it. `channel` is empty if the error is not about
/// one.
SharedText error(std::string_view message, std::optional<std::uint16_t> code,
                 std::string_view channel = {});

/// In Reverb's format: the data is a string, and no channel is named.
SharedText text_error(std::string_view message, std::optional<std::uint16_t> code);

/// `data` is JSON text, which the message carries as a string.
SharedText subscription_succeeded(std::string_view channel, std::string_view data);

/// A refusal that names its channel, so that clients need not guess which one was meant.
SharedText subscription_error(std::string_view channel, std::string_view type,
                              std::string_view message, std::uint16_t status);

SharedText member_added(std::string_view channel, const Member& member);
/// `id_json`: the id in the form that the members have seen.
SharedText member_removed(std::string_view channel, std::string_view id_json);
SharedText subscription_count(std::string_view channel, std::size_t count);
SharedText cache_miss(std::string_view channel);

/// A published event; `data` is the publisher's string.
SharedText event(std::string_view event, std::string_view data, std::string_view channel);

/// A client event. `data` is JSON text and is passed on unmodified, or omitted if empty; so is the
/// JSON text of its sender's id.
SharedText client_event(std::string_view event, std::string_view data, std::string_view channel,
                        std::string_view user_id_json);

SharedText signin_success(std::string_view user_data);
SharedText watchlist_events(const std::vector<std::string>& online,
                            const std::vector<std::string>& offline);

}  // namespace oread::broker::messages
