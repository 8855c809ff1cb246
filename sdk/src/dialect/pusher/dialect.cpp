// The Pusher Channels protocol, version 7, as a dialect.
#include <utility>

#include "dialect/pusher/channel_kind.hpp"
#include "dialect/pusher/close_codes.hpp"
#include "dialect/pusher/decode.hpp"
#include "dialect/pusher/link_url.hpp"
#include "oread/dialects.hpp"
#include "support/json_scan.hpp"
#include "support/json_write.hpp"

namespace oread {

namespace {

using json::Field;
using json::Kind;
using json::Writer;

Writer begin_frame(std::string& out, std::string_view event) {
  Writer frame(out);
  frame.object().member("event", event);
  return frame;
}

class Pusher final : public Dialect {
 public:
  explicit Pusher(PusherOptions options) : options_(std::move(options)) {}

  [[nodiscard]] std::string link_url() const override { return pusher::link_url(options_); }

  void restart() override {}

  void decode(std::string_view text, std::vector<Frame>& out) override {
    pusher::decode(text, out);
  }

  [[nodiscard]] std::string ping() const override { return R"({"event":"pusher:ping","data":{}})"; }

  [[nodiscard]] std::string subscribe(std::string_view channel, const Grant& grant) const override {
    std::string out;
    Writer frame = begin_frame(out, "pusher:subscribe");
    frame.key("data").object();
    if (!grant.auth.empty()) frame.member("auth", grant.auth);
    if (!grant.data.empty()) frame.member("channel_data", grant.data);
    frame.member("channel", channel).close_object().close_object();
    return out;
  }

  [[nodiscard]] std::string unsubscribe(std::string_view channel) const override {
    std::string out;
    begin_frame(out, "pusher:unsubscribe")
        .key("data")
        .object()
        .member("channel", channel)
        .close_object()
        .close_object();
    return out;
  }

  [[nodiscard]] std::string client_event(std::string_view channel, std::string_view event,
                                         std::string_view data_json) const override {
    constexpr std::string_view kPrefix = "client-";
    std::string out;
    if (event.substr(0, kPrefix.size()) != kPrefix) return out;
    begin_frame(out, event).member("channel", channel).key("data").raw(data_json).close_object();
    return out;
  }

  [[nodiscard]] std::string sign_in(const Grant& grant) const override {
    std::string out;
    begin_frame(out, "pusher:signin")
        .key("data")
        .object()
        .member("auth", grant.auth)
        .member("user_data", grant.data)
        .close_object()
        .close_object();
    return out;
  }

  [[nodiscard]] ChannelTraits traits(std::string_view channel) const override {
    return pusher::traits_of(channel);
  }

  [[nodiscard]] std::string user_channel(std::string_view user_id) const override {
    return std::string(pusher::kUserChannel).append(user_id);
  }

  [[nodiscard]] std::optional<Error> read_grant(std::string_view body, ChannelTraits traits,
                                                bool for_user, Grant& out) const override {
    Field fields[] = {{"auth"}, {for_user ? "user_data" : "channel_data"}, {"shared_secret"}};
    const bool is_json = json::read_fields(body, fields);
    out.auth = fields[0].value.to_string();
    out.data = fields[1].value.to_string();
    out.shared_secret = fields[2].value.to_string();
    const char* missing = nullptr;
    if (!is_json) {
      missing = "not JSON";
    } else if (out.auth.empty()) {
      missing = "no auth";
    } else if (traits.encrypted && out.shared_secret.empty()) {
      missing = "no shared_secret";
    } else if (!out.data.empty()) {
      Field user[] = {{for_user ? "id" : "user_id"}};
      if (!json::read_fields(out.data, user)) missing = "user data is not JSON";
      out.user_id = user[0].value.is(Kind::String) ? user[0].value.to_string()
                                                   : std::string(user[0].value.text());
    }
    if (missing == nullptr) return std::nullopt;
    return Error{Errc::AuthBadResponse, 200, missing};
  }

  bool read_sealed(std::string_view data, std::string& nonce,
                   std::string& ciphertext) const override {
    Field fields[] = {{"nonce"}, {"ciphertext"}};
    if (!json::read_fields(data, fields)) return false;
    nonce = fields[0].value.to_string();
    ciphertext = fields[1].value.to_string();
    return !nonce.empty() && !ciphertext.empty();
  }

  AfterClose after_close(std::uint16_t code) override {
    // "TLS only": come back with TLS. Never the other way round, and only once.
    if (code == pusher::kTlsOnly && !options_.tls) {
      options_.tls = true;
      return AfterClose::Prompt;
    }
    return pusher::after_close(code);
  }

 private:
  PusherOptions options_;
};

}  // namespace

std::unique_ptr<Dialect> make_pusher(PusherOptions options) {
  return std::make_unique<Pusher>(std::move(options));
}

}  // namespace oread
