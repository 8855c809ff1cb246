// Delivers webhooks over HTTP and reports the result to the broker, which decides about retries.
#pragma once

#include <functional>
#include <map>
#include <memory>

#include "http.hpp"
#include "oread/broker/effect.hpp"
#include "oread/broker/input.hpp"

namespace oread::server {

class WebhookSender {
 public:
  /// Receives WebhookDelivered or WebhookFailed, later, never from within `send()`.
  using Report = std::function<void(broker::Input)>;

  WebhookSender(native::LoopCore& loop, Millis answer_within, Report report);

  void send(broker::effect::DeliverWebhook webhook);

 private:
  void finished(broker::WebhookId webhook, const Result<native::HttpAnswer>& result);

  native::LoopCore& loop_;
  Millis answer_within_;
  Report report_;
  std::map<broker::WebhookId, std::unique_ptr<native::HttpExchange>> running_;
};

}  // namespace oread::server
