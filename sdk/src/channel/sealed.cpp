#include "channel/sealed.hpp"

#include <utility>

namespace oread {

void Sealed::set_key(std::string key) {
  if (key_ != key) previous_key_ = std::exchange(key_, std::move(key));
  if (try_ == Try::WaitingForKey) try_ = Try::Renewed;
}

bool Sealed::push(Box box, std::size_t most) {
  if (boxes_.size() >= most) return false;
  boxes_.push_back(std::move(box));
  return true;
}

void Sealed::open_next(std::uint32_t& last_request, Step& step) {
  if (boxes_.empty() || request_ || try_ == Try::WaitingForKey || key_.empty()) return;
  request_ = RequestId{++last_request};
  const Box& box = boxes_.front();
  const std::string& key = try_ == Try::Previous ? previous_key_ : key_;
  step.does(effect::Decrypt{request_, key, box.nonce, box.ciphertext});
}

Sealed::Next Sealed::opened(RequestId request, bool ok, Step& step) {
  if (!is_opening(request)) return Next::Nothing;
  request_ = {};
  if (ok) return Next::Deliver;
  if (try_ == Try::Current && !previous_key_.empty()) {
    try_ = Try::Previous;
    return Next::Nothing;
  }
  if (try_ == Try::Renewed || (renewed_at_ && step.now - *renewed_at_ < kRenewalsApart))
    return Next::Report;
  try_ = Try::WaitingForKey;
  renewed_at_ = step.now;
  return Next::AskForKey;
}

Sealed::Next Sealed::key_refused() {
  return try_ == Try::WaitingForKey ? Next::Report : Next::Nothing;
}

Sealed::Box Sealed::pop() {
  Box box = std::move(boxes_.front());
  boxes_.pop_front();
  try_ = Try::Current;
  return box;
}

}  // namespace oread
