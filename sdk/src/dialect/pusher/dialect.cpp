// The Pusher Channels protocol, version 7, as a dialect: what is written and what is read.
#include "dialect/pusher/pusher.hpp"

#include "dialect/pusher/close_codes.hpp"
#include "dialect/pusher/decode.hpp"
#include "dialect/pusher/link_url.hpp"
#include "pusher/channel_traits.hpp"
#include "support/cut.hpp"
#include "support/json_scan.hpp"
#include "support/json_write.hpp"

namespace oread {

namespace pusher {

namespace {

using json::Value;

// NaCl's secretbox in base64: 32 bytes of key are 43 letters and one '=', 24 of nonce and
// 16 of the tag, with which a ciphertext begins, so many letters.
constexpr std::size_t kKeyLetters = 43;
constexpr std::size_t kNonceLetters = 32;
constexpr std::size_t kTagLetters = 24;

}  // namespace

Pusher::Pusher(const LinkAddresses& links)
    : url_(links.url), tls_url_(links.tls_url), tls_(links.tls) {}

View Pusher::link_url() {
  return tls_ ? tls_url_ : url_;
}

void Pusher::restart() {}

void Pusher::decode(View text, FrameSink& out) {
  scratch_.begin(text);
  pusher::decode(text, scratch_, out);
}

View Pusher::ping() {
  return R"({"event":"pusher:ping","data":{}})";
}

View Pusher::subscribe(View channel, const Grant& grant) {
  begin("pusher:subscribe", {});
  member("auth", grant.auth);
  member("channel_data", grant.data);
  member("channel", channel);
  return end();
}

View Pusher::unsubscribe(View channel) {
  begin("pusher:unsubscribe", {});
  member("channel", channel);
  return end();
}

View Pusher::client_event(View channel, View event, View data) {
  View name = event;
  if (!cut(name, "client-")) return {};
  begin(event, channel);
  out_.pop_back();
  out_.append(data).push_back('}');
  return out_;
}

std::uint32_t Pusher::client_events_per_second() const {
  // Pusher's own servers (Pusher docs, "Client events").
  return View(tls_url_).find(".pusher.com:") == View::npos ? 0 : 10;
}

View Pusher::sign_in(const Grant& grant) {
  begin("pusher:signin", {});
  member("auth", grant.auth);
  member("user_data", grant.data);
  return end();
}

ChannelTraits Pusher::traits(View channel) const {
  return pusher::traits_of(channel);
}

View Pusher::user_channel(View user_id) {
  out_.assign(pusher::kUserChannel).append(user_id);
  return out_;
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

bool Pusher::read_sealed(View data, SealedPayload& out) {
  static constexpr auto kWanted = names("nonce", "ciphertext");
  Value fields[2];
  // `data` is a part of the text being decoded: the scratch goes on.
  if (!json::read_fields(data, kWanted, fields)) return false;
  out.nonce = scratch_.text_of(fields[0]);
  out.ciphertext = scratch_.text_of(fields[1]);
  return out.nonce.size() == kNonceLetters && out.ciphertext.size() >= kTagLetters;
}

AfterClose Pusher::after_close(std::uint16_t code) {
  // "TLS only": come back with TLS. Never the other way round, and only once.
  if (code == pusher::kTlsOnly && !tls_) {
    tls_ = true;
    return AfterClose::Prompt;
  }
  return pusher::after_close(code);
}

void Pusher::begin(View event, View channel) {
  out_.assign("{\"event\":");
  json::append_string(out_, event);
  if (!channel.empty()) {
    out_.append(",\"channel\":");
    json::append_string(out_, channel);
  }
  out_.append(",\"data\":{");
}
void Pusher::member(const char* key, View value) {
  if (value.empty()) return;
  if (out_.back() != '{') out_.push_back(',');
  json::append_string(out_, key);
  out_.push_back(':');
  json::append_string(out_, value);
}
View Pusher::end() {
  return out_.append("}}");
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
