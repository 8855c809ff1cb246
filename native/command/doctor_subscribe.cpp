#include "doctor_subscribe.hpp"

#include "json_text.hpp"

namespace oread::command {
namespace {

using Json = nlohmann::json;

// Reverb, laravel-websockets and sockudo reject a signature with 4009, soketi with the status 401.
constexpr int kUnauthorized = 4009;
constexpr int kRateLimited = 4301;

/// The code decides, not the message; only Pusher itself sends no code.
bool refuses_signature(const Json& said, int code) {
  const std::string type = text_in(said, "type");
  if (code == kUnauthorized) return type.empty() || type == "AuthError";
  if (code == 401) return true;
  return code == 0 && text_in(said, "message").find("signature") != std::string::npos;
}

}  // namespace

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json data_of(const Json& frame) {
  const auto data = frame.is_object() ? frame.find("data") : frame.end();
  if (data == frame.end()) return {};
  return data->is_string() ? Json::parse(data->get<std::string>(), nullptr, false) : *data;
}

Subscription subscribe(Stream& stream, const Json& data) {
  Subscription answer;
  const std::string channel = text_in(data, "channel");
  stream.begin();
  send_text(stream, dump({{"event", "pusher:subscribe"}, {"data", data}}));
  for (;;) {
    const Message message = next_message(stream);
    answer.end = message.kind;
    if (message.kind == Message::Kind::Close) {
      answer.code = message.code;
      answer.said = message.text;
      answer.unauthorized = message.code == kUnauthorized;
      return answer;
    }
    if (message.kind != Message::Kind::Text) return answer;
    const Json frame = Json::parse(message.text, nullptr, false);
    const std::string event = text_in(frame, "event");
    if (event == "pusher_internal:subscription_succeeded" && text_in(frame, "channel") == channel) {
      answer.confirmed = true;
      return answer;
    }
    if (event != "pusher:error" && event != "pusher:subscription_error") continue;
    const Json said = data_of(frame);
    answer.code =
        number_in(said, "code") != 0 ? number_in(said, "code") : number_in(said, "status");
    answer.said =
        text_in(said, "message").empty() ? text_in(said, "error") : text_in(said, "message");
    answer.unauthorized = refuses_signature(said, answer.code);
    return answer;
  }
}

void unsubscribe(Stream& stream, const std::string& channel) {
  send_text(stream, dump({{"event", "pusher:unsubscribe"}, {"data", {{"channel", channel}}}}));
}

Advice about_subscription(const Subscription& answer, const std::string& channel) {
  const std::string log = "check the real-time server's log";
  const std::string said = words(answer.code, answer.said);
  switch (answer.end) {
    case Message::Kind::Silence:
    case Message::Kind::Incomplete:
      return {"the server does not respond to a subscription to " + channel, log};
    case Message::Kind::End:
      return {"the server dropped the connection instead of confirming " + channel, log};
    case Message::Kind::Close:
      return {
          "the server closed the connection instead of confirming " + channel + " (" + said + ")",
          log};
    case Message::Kind::Text: break;
  }
  if (answer.code == kRateLimited) {
    return {"the server limits the rate of messages, and this one exceeds the limit (" + said + ")",
            "raise the limit (REVERB_APP_RATE_LIMIT_MAX_ATTEMPTS), or retry later"};
  }
  if (answer.unauthorized) {
    return {
        "the server does not allow anyone on " + channel + " without a signature (" + said + ")",
        "the channel is not public on this server: use another name, for example one that "
        "does not begin with private or presence"};
  }
  return {"the server rejects the channel " + channel + (said.empty() ? "" : " (" + said + ")"),
          log};
}

}  // namespace oread::command
