#include "channel/sealed.hpp"

namespace oread {

bool Sealed::set_key(View key) {
  const bool is_new = key_ != key;
  if (is_new) {
    previous_key_.swap(key_);
    key_ = key;
    may_ask_at_ = {};
    // If the event that is being opened with the previous key fails, this key has not failed.
    request_ = {};
  }
  key_due_ = kNever;
  try_ = Try::Current;
  return is_new;
}

bool Sealed::push(View event, const SealedPayload& payload, std::size_t most) {
  if (boxes_.size() >= most) return false;
  boxes_.emplace_back(event, payload);
  return true;
}

void Sealed::open_next(std::uint32_t& last_request, Step& step) {
  if (boxes_.empty() || request_ || try_ == Try::WaitingForKey || key_.empty()) return;
  request_ = RequestId{++last_request};
  const Box& box = boxes_.front();
  const String& key = try_ == Try::Previous ? previous_key_ : key_;
  step.does(effect::Decrypt{request_, Text(key), Text(box.nonce), Text(box.ciphertext)});
}

Sealed::Next Sealed::opened(RequestId request, bool ok) {
  if (!is_opening(request)) return Next::Nothing;
  request_ = {};
  if (ok) return Next::Deliver;
  if (try_ == Try::Current && !previous_key_.empty()) {
    try_ = Try::Previous;
    return Next::Nothing;
  }
  if (covered_ != 0) return Next::Report;
  try_ = Try::WaitingForKey;
  key_due_ = may_ask_at_;
  return Next::AskForKey;
}

void Sealed::asked(Time again_at) {
  key_due_ = kNever;
  may_ask_at_ = again_at;
  covered_ = boxes_.size();
}

Sealed::Next Sealed::key_refused() {
  return try_ == Try::WaitingForKey && covered_ != 0 ? Next::Report : Next::Nothing;
}

void Sealed::pop() {
  boxes_.erase(boxes_.begin());
  if (covered_ != 0) --covered_;
  try_ = Try::Current;
}

}  // namespace oread
