// What all links share of the Pusher Channels protocol, version 7.
#include "dialect/pusher/close_codes.hpp"
#include "dialect/pusher/link_url.hpp"
#include "dialect/pusher/pusher.hpp"
#include "dialect/pusher/session.hpp"
#include "pusher/channel_traits.hpp"
#include "support/cut.hpp"
#include "support/json_scan.hpp"

namespace oread {

namespace pusher {

namespace {

using json::Value;

// A key of NaCl's secretbox, 32 bytes, is 43 characters and one '=' in base64.
constexpr std::size_t kKeyLetters = 43;

}  // namespace

Pusher::Pusher(const LinkAddresses& links)
    : url_(links.url), tls_url_(links.tls_url), tls_(links.tls) {}

OwnSession Pusher::session() {
  return make_session<PusherSession>(*this);
}

AfterClose Pusher::after_close(std::uint16_t code) {
  // "TLS only": reconnect with TLS. Never switch back to an unencrypted connection.
  if (code == pusher::kTlsOnly && !tls_) {
    tls_ = true;
    return AfterClose::Prompt;
  }
  return pusher::after_close(code);
}

ChannelTraits Pusher::traits(View channel) const {
  return pusher::traits_of(channel);
}

View Pusher::user_channel(View user_id) {
  return out_.joined(pusher::kUserChannel, user_id);
}

View Pusher::client_event(View channel, View event, View data) {
  View name = event;
  if (!cut(name, "client-")) return {};
  return out_.event(event, channel, data);
}

std::uint32_t Pusher::client_events_per_second() const {
  // Hosted Pusher's limit (Pusher docs, "Client events").
  return View(tls_url_).find(".pusher.com:") == View::npos ? 0 : 10;
}

const char* Pusher::read_grant(View body, ChannelTraits traits, AuthKind kind, Grant& out) {
  const bool for_user = kind == AuthKind::User;
  static constexpr auto kOfUser = names("auth", "user_data");
  static constexpr auto kOfChannel = names("auth", "channel_data", "shared_secret");
  static constexpr auto kUserId = names("id");
  static constexpr auto kMemberId = names("user_id");
  Value fields[3];
  scratch_.begin(body);
  if (!json::read_fields(body, for_user ? kOfUser.text : kOfChannel.text, fields)) {
    return "not JSON";
  }
  out.auth = scratch_.text_of(fields[0]);
  out.data = scratch_.text_of(fields[1]);
  out.shared_secret = scratch_.text_of(fields[2]);
  if (!fields[0].is(json::Kind::String) || out.auth.empty()) return "no auth";
  if (traits.encrypted && out.shared_secret.find('=') != kKeyLetters) return "no shared_secret";
  if (out.data.empty()) return nullptr;
  if (!json::read_fields(out.data, for_user ? kUserId.text : kMemberId.text, fields)) {
    return "not JSON";
  }
  out.user_id = scratch_.text_of(fields[0]);
  out.user_id_is_number = fields[0].is(json::Kind::Number);
  return nullptr;
}

}  // namespace pusher

std::unique_ptr<Dialect> make_pusher(const PusherOptions& options) {
  const String url = pusher::link_url(options, false);
  const String tls_url = pusher::link_url(options, true);
  return make_pusher(LinkAddresses{url, tls_url, options.tls});
}

std::unique_ptr<Dialect> make_pusher(const LinkAddresses& links) {
  return std::make_unique<pusher::Pusher>(links);
}

}  // namespace oread
