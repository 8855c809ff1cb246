// One receiver of webhooks: its queue and the delivery under way. Deliveries go one after the
// other, so events arrive in the order in which they happened.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "broker/deadline.hpp"
#include "oread/broker/effect.hpp"
#include "oread/broker/options.hpp"

namespace oread::broker {

struct AppState;

struct Receiver {
  /// A batch that has been made. Retries send the same bytes.
  struct Delivery {
    WebhookId id;
    std::string body;
    std::size_t events = 0;
    Time first_at{};
    unsigned failures = 0;
    Deadline answer_by;  ///< While a try is under way.
    Deadline retry_at;   ///< Between two tries.
  };

  AppState* app = nullptr;
  const Webhook* options = nullptr;
  std::deque<std::string> queue;  ///< JSON of events not yet in a delivery.
  Deadline send_at;               ///< When the queue has waited long enough for company.
  std::optional<Delivery> delivery;

  [[nodiscard]] bool wants(WebhookEvent event, std::string_view channel) const;
  [[nodiscard]] Deadline deadline() const;
  [[nodiscard]] bool idle() const { return queue.empty() && !delivery; }
};

}  // namespace oread::broker
