#include "doctor_steps.hpp"

#include <openssl/x509_vfy.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "api_request.hpp"
#include "digests.hpp"
#include "doctor_advice.hpp"
#include "doctor_socket.hpp"
#include "oread/broker/signing.hpp"

namespace oread::command {
namespace {

using Json = nlohmann::json;

constexpr const char* kPublic = "oread-doctor";
constexpr const char* kPrivate = "private-oread-doctor";

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// A frame's `data`, which is JSON or JSON in a string.
Json data_of(const Json& frame) {
  const auto data = frame.find("data");
  if (data == frame.end()) return {};
  return data->is_string() ? Json::parse(data->get<std::string>(), nullptr, false) : *data;
}

std::string text_in(const Json& json, const char* field) {
  const auto found = json.is_object() ? json.find(field) : json.end();
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

int number_in(const Json& json, const char* field) {
  const auto found = json.is_object() ? json.find(field) : json.end();
  return found != json.end() && found->is_number_integer() ? found->get<int>() : 0;
}

class Walk {
 public:
  explicit Walk(const Examination& about) : about_(about), stream_(about.wait) {}

  std::vector<Finding> go() {
    (void)(name() && tcp() && tls() && upgraded() && greeted() && subscribed() && authorized() &&
           published());
    return std::move(findings_);
  }

 private:
  bool ok(const char* step, std::string said) {
    findings_.push_back({step, Finding::Result::Ok, std::move(said), {}});
    return true;
  }
  bool skip(const char* step, std::string said) {
    findings_.push_back({step, Finding::Result::Skipped, std::move(said), {}});
    return true;
  }
  bool fail(const char* step, Advice advice) {
    findings_.push_back(
        {step, Finding::Result::Failed, std::move(advice.wrong), std::move(advice.change)});
    return false;
  }

  bool name() {
    const std::string& host = about_.address.host;
    if (std::optional<Advice> lint = about_host(host)) return fail("name", *std::move(lint));
    Result<std::vector<Address>> found = look_up(host, about_.address.port);
    if (!found.ok()) {
      return fail("name", {"the name " + host + " cannot be resolved: " + found.error().text,
                           "correct the host (wsHost, REVERB_HOST), or its DNS entry"});
    }
    addresses_ = std::move(found).value();
    return ok("name", host + " is " + addresses_.front().text);
  }

  bool tcp() {
    int why = 0;
    const std::string port = std::to_string(about_.address.port);
    for (const Address& address : addresses_) {
      why = stream_.connect(address);
      if (why == 0) return ok("tcp", "port " + port + " of " + address.text + " is open");
    }
    return fail("tcp", about_tcp(why, about_.address.host + ":" + port));
  }

  bool tls() {
    if (!about_.address.tls) return skip("tls", "not used: the address begins with http or ws");
    const auto distrust = stream_.secure(about_.address.host, about_.ca_file);
    if (distrust) return fail("tls", about_tls(distrust->verdict, distrust->reason));
    return ok("tls", "the certificate is good for " + about_.address.host);
  }

  bool upgraded() {
    const ServerAddress& to = about_.address;
    const std::string path = to.path + "/app/" + about_.key;
    const std::string host = to.host.find(':') == std::string::npos ? to.host : "[" + to.host + "]";
    const UpgradeAnswer answer =
        upgrade(stream_, host + ":" + std::to_string(to.port),
                path + "?protocol=7&client=oread-doctor&version=1", about_.origin);
    if (answer.accepted) return ok("upgrade", "the server speaks WebSocket at " + path);
    return fail("upgrade", about_upgrade(answer, path));
  }

  bool greeted() {
    const Message message = next_message(stream_);
    const Json frame = Json::parse(message.text, nullptr, false);
    const Json data = frame.is_object() ? data_of(frame) : Json();
    socket_id_ = text_in(data, "socket_id");
    if (text_in(frame, "event") == "pusher:connection_established" && !socket_id_.empty()) {
      return ok("handshake", "the server knows the key and calls us " + socket_id_);
    }
    if (text_in(frame, "event") == "pusher:error") {
      return fail("handshake", about_code(number_in(data, "code"), text_in(data, "message")));
    }
    return fail("handshake", about_greeting(message));
  }

  bool subscribed() {
    const std::optional<std::string> refusal = subscribe({{"channel", kPublic}});
    if (!refusal) return ok("subscribe", "a public channel can be subscribed");
    return fail("subscribe", {"the server does not confirm a public channel: " + *refusal,
                              "look at the log of the real-time server"});
  }

  bool authorized() {
    std::string auth;
    if (!about_.auth_endpoint.empty()) {
      native::HttpRequest request;
      Result<native::Url> url = native::parse_url(about_.auth_endpoint);
      if (!url.ok()) return fail("auth", {url.error().text, "correct --auth-endpoint"});
      request.url = std::move(url).value();
      request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                         {"Accept", "application/json"}};
      request.headers.insert(request.headers.end(), about_.auth_headers.begin(),
                             about_.auth_headers.end());
      request.body = native::encode_form({{"socket_id", socket_id_}, {"channel_name", kPrivate}});
      request.tls.ca_file = about_.ca_file;
      request.timeout = about_.wait;
      const Result<native::HttpAnswer> answer = wait_for(std::move(request));
      if (!answer.ok()) {
        return fail("auth", {"the auth endpoint cannot be reached: " + answer.error().text,
                             "start the app, or correct authEndpoint"});
      }
      const native::HttpAnswer& got = answer.value();
      auth = text_in(Json::parse(got.body, nullptr, false), "auth");
      // A refusal of this channel is an answer of an app that works.
      if (got.status == 403) {
        return skip("auth", std::string("the endpoint answers; it lets nobody on ") + kPrivate +
                                ", which is as it should be");
      }
      if (got.status != 200 || auth.empty()) {
        return fail("auth", about_auth(got.status, got.location));
      }
    } else if (!about_.secret.empty()) {
      auth = broker::sign_channel(native::OpenSslDigests{}, {about_.key, about_.secret}, socket_id_,
                                  kPrivate);
    } else {
      return skip("auth", "not tried: give --auth-endpoint or --secret");
    }
    const std::optional<std::string> refusal = subscribe({{"channel", kPrivate}, {"auth", auth}});
    if (!refusal) return ok("auth", "a private channel can be subscribed");
    return fail("auth",
                {"the server does not accept the signature: " + *refusal,
                 "give the app and the real-time server the same key and secret (REVERB_APP_KEY, "
                 "REVERB_APP_SECRET)"});
  }

  bool published() {
    if (about_.secret.empty()) return skip("publish", "not tried: give --secret");
    native::HttpRequest request =
        events_request(about_.address, {about_.app_id, about_.key, about_.secret},
                       dump({{"name", "ping"}, {"channels", {kPublic}}, {"data", "{}"}}));
    request.tls.ca_file = about_.ca_file;
    request.timeout = about_.wait;
    const Result<native::HttpAnswer> answer = wait_for(std::move(request));
    if (!answer.ok()) {
      return fail("publish", {"the HTTP API does not answer: " + answer.error().text,
                              "look at the log of the real-time server"});
    }
    if (answer.value().status != 200) return fail("publish", about_publish(answer.value().status));
    for (;;) {
      const Message message = next_message(stream_);
      if (message.kind != Message::Kind::Text) break;
      const Json frame = Json::parse(message.text, nullptr, false);
      if (text_in(frame, "event") == "ping" && text_in(frame, "channel") == kPublic) {
        return ok("publish", "an event that is published arrives");
      }
    }
    return fail("publish", {"the server took an event and did not deliver it",
                            "with several servers behind one address, give them a common Redis "
                            "(REVERB_SCALING_ENABLED)"});
  }

  /// Nothing when the server confirms, else what it said.
  std::optional<std::string> subscribe(const Json& data) {
    send_text(stream_, dump({{"event", "pusher:subscribe"}, {"data", data}}));
    const std::string channel = text_in(data, "channel");
    for (;;) {
      const Message message = next_message(stream_);
      if (message.kind == Message::Kind::Close) return "it closed with " + words(message);
      if (message.kind != Message::Kind::Text) return "it said nothing";
      const Json frame = Json::parse(message.text, nullptr, false);
      const std::string event = text_in(frame, "event");
      if (event == "pusher_internal:subscription_succeeded" &&
          text_in(frame, "channel") == channel) {
        return std::nullopt;
      }
      if (event != "pusher:error" && event != "pusher:subscription_error") continue;
      const Json said = data_of(frame);
      const std::string why = text_in(said, "message");
      return why.empty() ? text_in(said, "error") : why;
    }
  }

  const Examination& about_;
  Stream stream_;
  std::vector<Address> addresses_;
  std::string socket_id_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> examine(const Examination& examination) {
  return Walk(examination).go();
}

}  // namespace oread::command
