#include "broker/webhooks/receiver.hpp"

#include <algorithm>

namespace oread::broker {

bool Receiver::wants(WebhookEvent event, std::string_view channel) const {
  const auto& events = options->events;
  if (!events.empty() && std::find(events.begin(), events.end(), event) == events.end()) {
    return false;
  }
  return channel.starts_with(options->channel_prefix);
}

Time Receiver::deadline() const {
  return delivery ? earlier(delivery->answer_by, delivery->retry_at) : send_at;
}

}  // namespace oread::broker
