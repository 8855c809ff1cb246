#include "broker/access.hpp"

#include <algorithm>

#include "broker/messages.hpp"
#include "support/deadline.hpp"
#include "support/json_scan.hpp"

namespace oread::broker::access {
namespace {

/// The part of all questions that one connection may have.
constexpr std::uint32_t kShare = 10;

SubscribeRefusal refusal(std::uint16_t status, std::string text) {
  return {"AuthError", std::move(text), status};
}

/// Whether the text can be the value of a header.
bool is_header_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// What the endpoint's status says, if it is not a success.
std::optional<SubscribeRefusal> refusal_of_status(const Connection& connection,
                                                  const AccessQuestion& question,
                                                  std::uint16_t status) {
  if (status >= 200 && status < 300) return std::nullopt;
  if (status == 0) return refusal(502, "The auth endpoint cannot be reached");
  const std::string code = " (" + std::to_string(status) + ")";
  if (status == 401 || status == 403) {
    std::string text = "The auth endpoint refuses this channel" + code;
    // Otherwise the operator would look for the fault in the application.
    if (!question.has_credentials && !connection.may_send_cookies) {
      text +=
          "; it was sent no cookies, because the page's host is neither this server's nor on "
          "the list of origins";
    }
    return refusal(status, std::move(text));
  }
  // It has not decided. Clients ask again after 5xx.
  if (status == 408 || status == 429) {
    return refusal(503, "The auth endpoint asks to wait" + code);
  }
  if (status < 400) {
    return refusal(status, "The auth endpoint redirects" + code +
                               ": the user is not signed in, or it is not the address of one");
  }
  return refusal(status, "The auth endpoint fails" + code);
}

/// Returns the `channel_data` of a successful answer: an empty text if the answer has no
/// `channel_data`, nothing if the answer is neither `true` nor an object. Laravel's broadcaster
/// `redis` answers `true` for a private channel, and for a presence channel an object in
/// `channel_data`; others answer with an object, whose `channel_data` is a string.
std::optional<std::string> channel_data_in(std::string_view body, unsigned depth) {
  const json::Value answer = json::Value::parse(body, depth);
  if (answer.is(json::Kind::True)) return std::string();
  static constexpr auto kWanted = names("channel_data");
  json::Value fields[1];
  if (!json::read_fields(body, kWanted, fields, depth)) return std::nullopt;
  const json::Value& data = fields[0];
  return data.is(json::Kind::Object) ? std::string(data.text()) : data.to_string();
}

/// Removes the question, and returns the connection that asked it.
Connection* settle(Hub& hub, std::map<AccessId, AccessQuestion>::iterator question) {
  Connection* const connection = hub.find(question->second.connection);
  if (connection != nullptr) connection->asking.erase(question->second.channel);
  hub.questions.erase(question);
  return connection;
}

}  // namespace

bool is_asked(const AppState& app, const ChannelClass& kind, std::string_view auth) {
  // An encrypted channel needs a key from the endpoint, which the client asks itself.
  if (app.options->auth_endpoint.empty() || kind.access != Access::Signature || kind.encrypted) {
    return false;
  }
  return !auth.starts_with(app.options->key + ":");
}

std::optional<SubscribeRefusal> ask(Hub& hub, Connection& connection, const std::string& channel,
                                    std::string_view auth) {
  const Limits& limits = hub.options.limits;
  if (auth.size() > limits.auth_bytes || !is_header_value(auth)) {
    return refusal(400,
                   "auth must be a signature, or credentials such as \"Bearer TOKEN\" of at "
                   "most " +
                       std::to_string(limits.auth_bytes) + " bytes of ASCII");
  }
  if (hub.questions.size() >= limits.access_questions ||
      connection.asking.size() >= limits.access_questions / kShare) {
    return SubscribeRefusal{"LimitReached", "Too many subscriptions wait for the auth endpoint",
                            503};
  }
  const AccessId access{++hub.last_access};
  const bool has_credentials = auth.find(' ') != std::string_view::npos;
  hub.questions[access] = {connection.id, channel, has_credentials,
                           hub.now.at + hub.options.access.answer_within};
  connection.asking[channel] = access;
  hub.effects.push_back(
      effect::AskAccess{.access = access,
                        .connection = connection.id,
                        .url = connection.app->options->auth_endpoint,
                        .channel = channel,
                        .socket_id = connection.socket_id,
                        .authorization = has_credentials ? std::string(auth) : std::string(),
                        .with_cookies = connection.may_send_cookies});
  return std::nullopt;
}

void answered(Hub& hub, const in::AccessAnswered& answer) {
  const auto found = hub.questions.find(answer.access);
  if (found == hub.questions.end()) return;
  const AccessQuestion question = found->second;
  Connection* const connection = settle(hub, found);
  if (connection == nullptr) return;
  const std::string& channel = question.channel;
  const Limits& limits = hub.options.limits;
  auto refused = refusal_of_status(*connection, question, answer.status);
  const auto data = channel_data_in(answer.body, limits.message_depth);
  if (!refused && !data) {
    refused = refusal(502, "The auth endpoint must return JSON: true, or an object");
  }
  // It was valid when the question was asked.
  const auto kind = classify(channel, limits.channel_name_bytes);
  if (!kind) return;
  // The user of pusher:signin is not what the endpoint was asked about.
  if (!refused && kind->presence && data->empty()) {
    refused = SubscribeRefusal{"PresenceError",
                               "The auth endpoint must return the member in channel_data", 502};
  }
  if (!refused) refused = refusal_of_limits(hub, *connection, channel);
  if (refused) return refuse(hub, *connection, channel, *refused);
  join_or_refuse(hub, *connection, channel, *kind, *data);
}

bool withdraw(Hub& hub, Connection& connection, const std::string& channel) {
  const auto at = connection.asking.find(channel);
  if (at == connection.asking.end()) return false;
  hub.effects.push_back(effect::DropAccess{at->second, connection.id});
  settle(hub, hub.questions.find(at->second));
  hub.send(connection.id,
           messages::subscription_error(channel, "AuthError",
                                        "Unsubscribed before the auth endpoint answered", 409));
  return true;
}

void release(Hub& hub, Connection& connection) {
  for (const auto& [channel, access] : connection.asking) {
    hub.effects.push_back(effect::DropAccess{access, connection.id});
    hub.questions.erase(access);
  }
  connection.asking.clear();
}

void run(Hub& hub) {
  while (deadline(hub) <= hub.now.at) {
    const auto first = hub.questions.begin();
    const AccessQuestion question = first->second;
    hub.effects.push_back(effect::DropAccess{first->first, question.connection});
    Connection* const connection = settle(hub, first);
    if (connection == nullptr) continue;
    refuse(hub, *connection, question.channel,
           refusal(504, "The auth endpoint did not answer in time"));
  }
}

Time deadline(const Hub& hub) {
  // All have the same time, so the one that was asked first is due first.
  return hub.questions.empty() ? kNever : hub.questions.begin()->second.answer_by;
}

}  // namespace oread::broker::access
