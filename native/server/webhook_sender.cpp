#include "server/webhook_sender.hpp"

#include <utility>

namespace oread::server {

WebhookSender::WebhookSender(native::LoopCore& loop, Millis answer_within, Report report)
    : loop_(loop), answer_within_(answer_within), report_(std::move(report)) {}

void WebhookSender::send(broker::effect::DeliverWebhook webhook) {
  const broker::WebhookId id = webhook.webhook;
  Result<native::Url> url = native::parse_url(webhook.url);
  if (!url) {
    loop_.post([this, id] { report_(broker::in::WebhookFailed{id, 0}); });
    return;
  }
  native::HttpRequest request;
  request.url = std::move(url).value();
  for (auto& [name, value] : webhook.headers) {
    request.headers.push_back({std::move(name), std::move(value)});
  }
  request.body = std::move(webhook.body);
  request.timeout = answer_within_;
  // The body of a receiver's response is ignored.
  request.most_bytes = 4096;
  running_[id] = std::make_unique<native::HttpExchange>(
      loop_, std::move(request),
      [this, id](const Result<native::HttpAnswer>& result) { finished(id, result); });
}

void WebhookSender::finished(broker::WebhookId webhook, const Result<native::HttpAnswer>& result) {
  running_.erase(webhook);
  const std::uint16_t status = result ? result.value().status : std::uint16_t{0};
  if (status >= 200 && status < 300) {
    report_(broker::in::WebhookDelivered{webhook});
  } else {
    report_(broker::in::WebhookFailed{webhook, status});
  }
}

}  // namespace oread::server
