// Subscriptions without a signature, about which the app's auth endpoint is asked.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "broker/entry.hpp"
#include "broker/hub.hpp"

namespace oread::broker::access {

/// Whether the auth endpoint decides about this subscription, and not a signature: the app has one,
/// and `auth` is not a signature with its key.
bool is_asked(const AppState& app, const ChannelClass& kind, std::string_view auth);

/// Asks, and returns nothing; `answered` goes on. Otherwise returns why it cannot be asked. `auth`
/// is what the client sent: credentials such as "Bearer …", or any word without a space if its
/// cookies say who it is.
std::optional<SubscribeRefusal> ask(Hub& hub, Connection& connection, const std::string& channel,
                                    std::string_view auth);

/// Joins the channel of this question, or refuses. Late and unknown answers are ignored.
void answered(Hub& hub, const in::AccessAnswered& answer);

/// The client does not want the channel any more. Returns whether a question was waiting. It is
/// answered with a refusal: clients count one answer for each subscribe.
bool withdraw(Hub& hub, Connection& connection, const std::string& channel);

/// Drops all questions of a connection that ends.
void release(Hub& hub, Connection& connection);

/// Refuses the subscriptions whose time is up.
void run(Hub& hub);
[[nodiscard]] Time deadline(const Hub& hub);

}  // namespace oread::broker::access
