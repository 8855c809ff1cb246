#include "dialect/pusher/session.hpp"

#include "dialect/pusher/decode.hpp"
#include "support/json_scan.hpp"

namespace oread::pusher {

namespace {

// Lengths in base64: a nonce of NaCl's secretbox has 24 bytes, and the tag at the beginning of a
// ciphertext has 16.
constexpr std::size_t kNonceLetters = 32;
constexpr std::size_t kTagLetters = 24;

}  // namespace

View PusherSession::url() {
  return pusher_->tls_ ? pusher_->tls_url_ : pusher_->url_;
}

void PusherSession::decode(View text, FrameSink& out) {
  pusher_->scratch_.begin(text);
  pusher::decode(text, pusher_->scratch_, out);
}

bool PusherSession::read_sealed(View data, SealedPayload& out) {
  static constexpr auto kWanted = names("nonce", "ciphertext");
  json::Value fields[2];
  // `data` is part of the text that is being decoded, so the scratch must not begin again.
  if (!json::read_fields(data, kWanted, fields)) return false;
  out.nonce = pusher_->scratch_.text_of(fields[0]);
  out.ciphertext = pusher_->scratch_.text_of(fields[1]);
  return out.nonce.size() == kNonceLetters && out.ciphertext.size() >= kTagLetters;
}

View PusherSession::ping() {
  return R"({"event":"pusher:ping","data":{}})";
}

View PusherSession::subscribe(View channel, const Grant& grant) {
  pusher_->out_.begin("pusher:subscribe", {});
  pusher_->out_.member("auth", grant.auth);
  pusher_->out_.member("channel_data", grant.data);
  pusher_->out_.member("channel", channel);
  return pusher_->out_.end();
}

View PusherSession::unsubscribe(View channel) {
  pusher_->out_.begin("pusher:unsubscribe", {});
  pusher_->out_.member("channel", channel);
  return pusher_->out_.end();
}

View PusherSession::sign_in(const Grant& grant) {
  pusher_->out_.begin("pusher:signin", {});
  pusher_->out_.member("auth", grant.auth);
  pusher_->out_.member("user_data", grant.data);
  return pusher_->out_.end();
}

}  // namespace oread::pusher
