#include "channel/routes.hpp"

#include <algorithm>

#include "support/hash.hpp"

namespace oread {

void Routes::offer(LinkId link, View text, const Frame& message, Step& step) {
  if (message.payload_begin == 0 || given_.size() >= most_) return;
  const View prefix = text.substr(0, message.payload_begin);
  const View tail = text.substr(message.payload_end);
  const std::uint32_t key = hash(tail, hash(prefix));
  if (std::find(given_.begin(), given_.end(), key) != given_.end()) return;
  given_.push_back(key);
  step.does(
      effect::AddRoute{link, Text(message.channel), Text(message.event), Text(prefix), Text(tail)});
}

void Routes::drop(Step& step) {
  if (given_.empty()) return;
  given_.clear();
  step.does(effect::DropRoutes{});
}

}  // namespace oread
