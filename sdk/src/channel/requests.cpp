#include "channel/requests.hpp"

namespace oread {

void Requests::sent(View channel, bool needs_auth) {
  for (const Request& request : requests_) {
    if (!request.left && request.channel == channel) return;
  }
  if (requests_.size() >= most_) requests_.erase(requests_.begin());
  requests_.emplace_back(channel, needs_auth);
}

void Requests::leave(View channel) {
  for (Request& request : requests_) {
    if (request.channel == channel) request.left = true;
  }
}

Requests::Answer Requests::answered(View channel) {
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    if (requests_[i].channel != channel) continue;
    const bool left = requests_[i].left;
    requests_.erase(requests_.begin() + static_cast<std::ptrdiff_t>(i));
    return left ? Answer::Left : Answer::Wanted;
  }
  return Answer::Unasked;
}

View Requests::refused(View channel, bool unsigned_too) const {
  View unsigned_one;
  for (const Request& request : requests_) {
    if (!channel.empty() && request.channel != channel) continue;
    if (request.needs_auth) return request.channel;
    if (unsigned_too && unsigned_one.empty()) unsigned_one = request.channel;
  }
  return unsigned_one;
}

}  // namespace oread
