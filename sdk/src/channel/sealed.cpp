#include "channel/sealed.hpp"

namespace oread {

void Sealed::set_key(View key) {
  if (key_ != key) {
    previous_key_.swap(key_);
    key_ = key;
  }
  if (try_ == Try::WaitingForKey) try_ = Try::Renewed;
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

Sealed::Next Sealed::opened(RequestId request, bool ok, Step& step) {
  if (!is_opening(request)) return Next::Nothing;
  request_ = {};
  if (ok) return Next::Deliver;
  if (try_ == Try::Current && !previous_key_.empty()) {
    try_ = Try::Previous;
    return Next::Nothing;
  }
  if (try_ == Try::Renewed || (renewed_at_ != kNever && step.now - renewed_at_ < kRenewalsApart)) {
    return Next::Report;
  }
  try_ = Try::WaitingForKey;
  renewed_at_ = step.now;
  return Next::AskForKey;
}

Sealed::Next Sealed::key_refused() {
  return try_ == Try::WaitingForKey ? Next::Report : Next::Nothing;
}

void Sealed::pop() {
  boxes_.erase(boxes_.begin());
  try_ = Try::Current;
}

}  // namespace oread
