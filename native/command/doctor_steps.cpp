#include "doctor_steps.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "api_request.hpp"
#include "digests.hpp"
#include "doctor_advice.hpp"
#include "doctor_auth.hpp"
#include "doctor_probe.hpp"
#include "doctor_socket.hpp"
#include "doctor_subscribe.hpp"
#include "json_text.hpp"
#include "oread/broker/signing.hpp"
#include "publish_answer.hpp"
#include "sigpipe.hpp"

namespace oread::command {
namespace {

using Json = nlohmann::json;

constexpr const char* kPublic = "oread-doctor";
constexpr const char* kPrivate = "private-oread-doctor";
// A name may have more addresses than anyone wants to wait for.
constexpr std::size_t kAddressesMost = 8;

std::string said_in(const Subscription& answer) {
  const std::string said = words(answer.code, answer.said);
  return said.empty() ? "" : " (" + said + ")";
}

class Walk {
 public:
  explicit Walk(const Examination& about) : about_(about), stream_(about.wait) {}

  std::vector<Finding> go() {
    (void)(name() && tcp() && tls() && upgraded() && greeted() && subscribed() &&
           secret_is_known() && authorized() && published());
    return std::move(findings_);
  }

 private:
  using Result = Finding::Result;

  bool ok(const char* step, std::string said) {
    findings_.push_back({step, Result::Ok, std::move(said), {}});
    return true;
  }
  bool skip(const char* step, std::string said) {
    findings_.push_back({step, Result::Skipped, std::move(said), {}});
    return true;
  }
  bool unverified(const char* step, Advice advice) {
    findings_.push_back(
        {step, Result::Unverified, std::move(advice.wrong), std::move(advice.change)});
    return true;
  }
  bool fail(const char* step, Advice advice) {
    findings_.push_back({step, Result::Failed, std::move(advice.wrong), std::move(advice.change)});
    return false;
  }

  bool name() {
    const std::string& host = about_.address.host;
    if (std::optional<Advice> lint = about_host(host)) return fail("name", *std::move(lint));
    ::oread::Result<std::vector<Address>> found = look_up(host, about_.address.port);
    if (!found.ok()) {
      return fail("name", {"the name " + host + " cannot be resolved: " + found.error().text,
                           "correct the host (wsHost, REVERB_HOST), or its DNS entry"});
    }
    addresses_ = std::move(found).value();
    if (addresses_.size() > kAddressesMost) addresses_.resize(kAddressesMost);
    return ok("name", host + " is " + addresses_.front().text);
  }

  bool tcp() {
    int why = 0;
    const std::string port = std::to_string(about_.address.port);
    const std::string& host = about_.address.host;
    for (const Address& address : addresses_) {
      why = stream_.connect(address);
      if (why != 0) continue;
      std::string authority = host.find(':') == std::string::npos ? host : "[" + host + "]";
      authority.append(":").append(port);
      route_ = {address, host, std::move(authority), about_.address.tls, about_.wait};
      return ok("tcp", "port " + port + " of " + address.text + " is open");
    }
    return fail("tcp", about_tcp(why, host + ":" + port));
  }

  bool tls() {
    if (!about_.address.tls) return skip("tls", "not used: the address begins with http or ws");
    const auto distrust = stream_.secure(about_.address.host, about_.ca_file);
    if (distrust) return fail("tls", about_tls(*distrust, probes()));
    return ok("tls", "the certificate is valid for " + about_.address.host);
  }

  bool upgraded() {
    const ServerAddress& to = about_.address;
    const std::string path = to.path + "/app/" + about_.key;
    stream_.begin();
    const UpgradeAnswer answer =
        upgrade(stream_, route_.authority, path + "?protocol=7&client=oread-doctor&version=1",
                about_.origin);
    if (answer.accepted) return ok("upgrade", "the server speaks WebSocket at " + path);
    return fail("upgrade", about_upgrade(answer, path, to.tls, probes()));
  }

  bool greeted() {
    stream_.begin();
    const Message message = next_message(stream_);
    const Json frame = Json::parse(message.text, nullptr, false);
    const Json data = data_of(frame);
    const std::string event = text_in(frame, "event");
    if (event == "pusher:error") {
      return fail("handshake", about_code(number_in(data, "code"), text_in(data, "message")));
    }
    if (event != "pusher:connection_established") {
      return fail("handshake", about_greeting(message));
    }
    socket_id_ = text_in(data, "socket_id");
    if (socket_id_.empty() && data.is_object() && data.contains("socket_id")) {
      socket_id_ = data["socket_id"].dump();
    }
    if (socket_id_.empty()) {
      return fail("handshake", {"the server greets without a socket id", "update the server"});
    }
    return ok("handshake", "the server accepts the key and assigned the socket id " + socket_id_);
  }

  bool subscribed() {
    const bool own = !about_.channel.empty() && !needs_signature(about_.channel);
    for (const std::string& channel : {std::string(kPublic), about_.channel}) {
      if (channel == about_.channel && !own) continue;
      const Subscription answer = subscribe(stream_, {{"channel", channel}});
      if (!answer.confirmed) return fail("subscribe", about_subscription(answer, channel));
    }
    return ok("subscribe", own ? "the public channel " + about_.channel + " can be subscribed to"
                               : "a public channel can be subscribed to");
  }

  /// Checks whether the server accepts signatures made with --secret. This does not involve the
  /// app, which may use a different secret.
  bool secret_is_known() {
    if (about_.secret.empty()) return skip("secret", "skipped: --secret is not set");
    // Other users must not see a made-up member, so presence channels are left to the app's
    // endpoint.
    const bool own = about_.auth_endpoint.empty() && about_.channel.starts_with("private-");
    const std::string channel = own ? about_.channel : kPrivate;
    const Subscription answer =
        subscribe(stream_, {{"channel", channel}, {"auth", signature(channel, {})}});
    if (answer.confirmed) {
      unsubscribe(stream_, channel);  // The next step may subscribe to the same channel.
      return ok("secret",
                "the server accepts signatures made with the secret, here for " + channel);
    }
    if (!answer.unauthorized) return fail("secret", about_subscription(answer, channel));
    return fail("secret", {"the server does not accept the signature of --secret" + said_in(answer),
                           "use the server's secret (REVERB_APP_SECRET, here: --secret)"});
  }

  bool authorized() {
    if (about_.auth_endpoint.empty()) {
      return unverified("auth",
                        {"the app's signature was not checked: --auth-endpoint is not set",
                         "add --auth-endpoint https://APP/broadcasting/auth, with --channel "
                         "private-orders.1 and -H 'Cookie: …' or -H 'Authorization: Bearer …'"});
    }
    const bool own = needs_signature(about_.channel);
    const std::string channel = own ? about_.channel : kPrivate;
    ::oread::Result<native::Url> url = native::parse_url(about_.auth_endpoint);
    if (!url.ok()) return fail("auth", {url.error().text, "correct --auth-endpoint"});
    native::HttpRequest request =
        auth_request(std::move(url).value(), about_.auth_headers, socket_id_, channel);
    request.tls.ca_file = about_.ca_file;
    request.timeout = about_.wait;
    const ::oread::Result<native::HttpAnswer> answer = wait_for(std::move(request));
    if (!answer.ok()) {
      return fail("auth", {"the auth endpoint cannot be reached: " + answer.error().text,
                           "start the app, or correct authEndpoint"});
    }
    const native::HttpAnswer& got = answer.value();
    if (got.status == 403 && !own) return unverified("auth", about_unknown_channel(channel));
    const std::optional<Signed> given = signed_in(got, channel);
    if (!given) return fail("auth", about_auth(got, channel, about_.auth_headers));
    return accepted(channel, *given);
  }

  bool accepted(const std::string& channel, const Signed& given) {
    Json data{{"channel", channel}, {"auth", given.auth}};
    if (!given.channel_data.empty()) data["channel_data"] = given.channel_data;
    const Subscription answer = subscribe(stream_, data);
    if (answer.confirmed) {
      return ok("auth", "the app authorizes this user for " + channel +
                            ", and the server accepts its signature");
    }
    if (!answer.unauthorized) return fail("auth", about_subscription(answer, channel));
    return fail("auth",
                about_signature(given, about_.key,
                                about_.secret.empty() ? "" : signature(channel, given.channel_data),
                                words(answer.code, answer.said)));
  }

  bool published() {
    if (about_.secret.empty()) {
      return unverified("publish", {"nothing was published: --secret is not set",
                                    "set OREAD_SECRET and --app-id"});
    }
    // Another doctor may be publishing at the same time.
    const Json mark{{"for", socket_id_}};
    native::HttpRequest request =
        events_request(about_.address, {about_.app_id, about_.key, about_.secret},
                       dump({{"name", "ping"}, {"channels", {kPublic}}, {"data", dump(mark)}}));
    request.tls.ca_file = about_.ca_file;
    request.timeout = about_.wait;
    const ::oread::Result<native::HttpAnswer> answer = wait_for(std::move(request));
    if (!answer.ok()) {
      return fail("publish", {"the HTTP API does not respond: " + answer.error().text,
                              "check the real-time server's log"});
    }
    const PublishAnswer judged = judge_publish(answer.value());
    if (!judged.taken) {
      return fail("publish",
                  {"the HTTP API rejects the event (" + words(judged.status, judged.said) + ")",
                   judged.change.empty() ? "check the real-time server's log" : judged.change});
    }
    return arrived(mark);
  }

  bool arrived(const Json& mark) {
    stream_.begin();
    for (;;) {
      const Message message = next_message(stream_);
      if (message.kind == Message::Kind::Close || message.kind == Message::Kind::End) {
        return fail("publish", {"the server accepted an event and closed the connection",
                                "check the real-time server's log"});
      }
      if (message.kind != Message::Kind::Text) break;
      const Json frame = Json::parse(message.text, nullptr, false);
      if (text_in(frame, "channel") == kPublic && data_of(frame) == mark) {
        return ok("publish", "a published event arrives");
      }
    }
    return fail("publish", {"the server accepted an event but did not deliver it",
                            "with several servers behind one address, connect them through Redis "
                            "(REVERB_SCALING_ENABLED); otherwise check the server's log"});
  }

  [[nodiscard]] std::string signature(const std::string& channel, const std::string& data) const {
    return broker::sign_channel(native::OpenSslDigests{}, {about_.key, about_.secret}, socket_id_,
                                channel, data);
  }

  [[nodiscard]] Probes probes() const {
    const std::string& path = about_.address.path;
    return {[this] { return speaks_tls(route_); }, [this] { return speaks_plain_http(route_); },
            [this, path] { return is_socket_io(route_, path); },
            [this, path] { return is_reverb(route_, path); }};
  }

  const Examination& about_;
  Stream stream_;
  std::vector<Address> addresses_;
  Route route_;
  std::string socket_id_;
  std::vector<Finding> findings_;
};

}  // namespace

bool needs_signature(const std::string& channel) {
  return channel.starts_with("private-") || channel.starts_with("presence-");
}

std::vector<Finding> examine(const Examination& examination) {
  // OpenSSL may write to a server that has hung up.
  const native::SigpipeBlocked guard;
  return Walk(examination).go();
}

}  // namespace oread::command
