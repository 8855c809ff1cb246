// The Pusher Channels protocol, version 7, as a dialect.

#include "dialect/pusher/channel_kind.hpp"
#include "dialect/pusher/close_codes.hpp"
#include "dialect/pusher/decode.hpp"
#include "dialect/pusher/link_url.hpp"
#include "dialect/pusher/scratch.hpp"
#include "oread/dialects.hpp"
#include "support/cut.hpp"
#include "support/json_scan.hpp"
#include "support/json_write.hpp"

namespace oread {

namespace {

using json::Value;

// NaCl's secretbox in base64: 32 bytes of key are 43 letters and one '=', 24 of nonce and
// 16 of the tag, with which a ciphertext begins, so many letters.
constexpr std::size_t kKeyLetters = 43;
constexpr std::size_t kNonceLetters = 32;
constexpr std::size_t kTagLetters = 24;

class Pusher final : public Dialect {
 public:
  explicit Pusher(const PusherLinks& links)
      : url_(links.url), tls_url_(links.tls_url), tls_(links.tls) {}

  View link_url() override { return tls_ ? tls_url_ : url_; }

  void restart() override {}

  void decode(View text, FrameSink& out) override {
    scratch_.begin(text);
    pusher::decode(text, scratch_, out);
  }

  View ping() override { return R"({"event":"pusher:ping","data":{}})"; }

  View subscribe(View channel, const Grant& grant) override {
    begin("pusher:subscribe", {});
    member("auth", grant.auth);
    member("channel_data", grant.data);
    member("channel", channel);
    return end();
  }

  View unsubscribe(View channel) override {
    begin("pusher:unsubscribe", {});
    member("channel", channel);
    return end();
  }

  View client_event(View channel, View event, View data) override {
    View name = event;
    if (!cut(name, "client-")) return {};
    begin(event, channel);
    out_.pop_back();
    out_.append(data).push_back('}');
    return out_;
  }

  [[nodiscard]] std::uint32_t client_events_per_second() const override {
    // Pusher's own servers (Pusher docs, "Client events").
    return View(tls_url_).find(".pusher.com:") == View::npos ? 0 : 10;
  }

  View sign_in(const Grant& grant) override {
    begin("pusher:signin", {});
    member("auth", grant.auth);
    member("user_data", grant.data);
    return end();
  }

  [[nodiscard]] ChannelTraits traits(View channel) const override {
    return pusher::traits_of(channel);
  }

  View user_channel(View user_id) override {
    out_.assign(pusher::kUserChannel).append(user_id);
    return out_;
  }

  [[nodiscard]] const char* read_grant(View body, ChannelTraits traits, AuthKind kind,
                                       Grant& out) override {
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

  [[nodiscard]] bool read_sealed(View data, SealedPayload& out) override {
    static constexpr auto kWanted = names("nonce", "ciphertext");
    Value fields[2];
    // `data` is a part of the text being decoded: the scratch goes on.
    if (!json::read_fields(data, kWanted, fields)) return false;
    out.nonce = scratch_.text_of(fields[0]);
    out.ciphertext = scratch_.text_of(fields[1]);
    return out.nonce.size() == kNonceLetters && out.ciphertext.size() >= kTagLetters;
  }

  AfterClose after_close(std::uint16_t code) override {
    // "TLS only": come back with TLS. Never the other way round, and only once.
    if (code == pusher::kTlsOnly && !tls_) {
      tls_ = true;
      return AfterClose::Prompt;
    }
    return pusher::after_close(code);
  }

 private:
  /// `{"event":…,"channel":…,"data":{`
  void begin(View event, View channel) {
    out_.assign("{\"event\":");
    json::append_string(out_, event);
    if (!channel.empty()) {
      out_.append(",\"channel\":");
      json::append_string(out_, channel);
    }
    out_.append(",\"data\":{");
  }
  /// A member of data; an empty one is left out.
  void member(View key, View value) {
    if (value.empty()) return;
    if (out_.back() != '{') out_.push_back(',');
    json::append_string(out_, key);
    out_.push_back(':');
    json::append_string(out_, value);
  }
  View end() { return out_.append("}}"); }

  String url_;
  String tls_url_;
  bool tls_;
  pusher::Scratch scratch_;
  String out_;
};

}  // namespace

std::unique_ptr<Dialect> make_pusher(const PusherOptions& options) {
  const String url = pusher::link_url(options, false);
  const String tls_url = pusher::link_url(options, true);
  return make_pusher(PusherLinks{url, tls_url, options.tls});
}

std::unique_ptr<Dialect> make_pusher(const PusherLinks& links) {
  return std::make_unique<Pusher>(links);
}

}  // namespace oread
