// One webhook receiver: its queue and the delivery in progress. Deliveries are sequential, so
// events arrive in the order in which they happened.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "oread/broker/effect.hpp"
#include "oread/broker/options.hpp"
#include "support/deadline.hpp"

namespace oread::broker {

struct AppState;

struct Receiver {
  /// A finished batch. Retries send the same bytes.
  struct Delivery {
    WebhookId id;
    std::string body;
    std::size_t events = 0;
    Time first_at{};
    unsigned failures = 0;
    Time answer_by = kNever;  ///< While a delivery is in progress.
    Time retry_at = kNever;   ///< Between two attempts.
  };

  AppState* app = nullptr;
  const Webhook* options = nullptr;
  std::deque<std::string> queue;  ///< JSON of the events that are not in a delivery yet.
  Time send_at = kNever;          ///< When the queue has been batched long enough.
  std::optional<Delivery> delivery;

  [[nodiscard]] bool wants(WebhookEvent event, std::string_view channel) const;
  [[nodiscard]] Time deadline() const;
  [[nodiscard]] bool idle() const { return queue.empty() && !delivery; }
};

}  // namespace oread::broker
