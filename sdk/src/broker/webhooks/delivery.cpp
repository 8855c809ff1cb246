#include "broker/webhooks/delivery.hpp"

#include <algorithm>

#include "broker/webhooks/desk.hpp"

namespace oread::broker::webhooks {
namespace {

void attempt(Hub& hub, Receiver& receiver) {
  Receiver::Delivery& delivery = *receiver.delivery;
  delivery.id = {++hub.last_webhook};
  delivery.retry_at = kNever;
  delivery.answer_by = hub.now.at + hub.options.webhooks.answer_within;
  hub.deliveries[delivery.id] = &receiver;
  effect::DeliverWebhook deliver;
  deliver.webhook = delivery.id;
  deliver.url = receiver.options->url;
  deliver.headers = {{"Content-Type", "application/json"},
                     {"X-Pusher-Key", receiver.app->credentials.key},
                     {"X-Pusher-Signature",
                      signature(hub.digests, receiver.app->credentials.secret, delivery.body)}};
  deliver.body = delivery.body;
  hub.effects.push_back(std::move(deliver));
}

void start(Hub& hub, Receiver& receiver) {
  const std::size_t count =
      std::min<std::size_t>(receiver.queue.size(), receiver.options->max_batch);
  std::string body = "{\"time_ms\":" + std::to_string(hub.now.unix_ms) + ",\"events\":[";
  for (std::size_t i = 0; i < count; ++i) {
    if (i != 0) body += ',';
    body += receiver.queue.front();
    receiver.queue.pop_front();
  }
  body += "]}";
  receiver.send_at = kNever;
  Receiver::Delivery delivery;
  delivery.body = std::move(body);
  delivery.events = count;
  delivery.first_at = hub.now.at;
  receiver.delivery = std::move(delivery);
  attempt(hub, receiver);
}

/// The delivery has succeeded or failed; events queued in the meantime have waited long enough.
void finish(Hub& hub, Receiver& receiver) {
  receiver.delivery.reset();
  if (!receiver.queue.empty()) receiver.send_at = hub.now.at;
}

void note_failure(Hub& hub, Receiver& receiver, std::uint16_t status) {
  const WebhookOptions& options = hub.options.webhooks;
  Receiver::Delivery& delivery = *receiver.delivery;
  delivery.answer_by = kNever;
  const unsigned doublings = std::min(delivery.failures++, 16U);
  const Millis pause =
      std::min(options.retry_max_delay, options.retry_initial_delay * (1 << doublings));
  if (hub.now.at + pause - delivery.first_at <= options.retry_for) {
    delivery.retry_at = hub.now.at + pause;
    return;
  }
  hub.notice({.kind = NoticeKind::WebhookGivenUp,
              .app_id = receiver.app->options->id,
              .code = status,
              .text = receiver.options->url});
  finish(hub, receiver);
}

/// Removes the delivery `id` from the table; null if it is not (or no longer) in progress.
Receiver* settle(Hub& hub, WebhookId id) {
  const auto at = hub.deliveries.find(id);
  if (at == hub.deliveries.end()) return nullptr;
  Receiver* const receiver = at->second;
  hub.deliveries.erase(at);
  return receiver;
}

}  // namespace

void enqueue(Hub& hub, Receiver& receiver, std::string event) {
  if (receiver.queue.size() >= hub.options.webhooks.max_queue) {
    hub.notice({.kind = NoticeKind::WebhookDropped,
                .app_id = receiver.app->options->id,
                .text = receiver.options->url});
    return;
  }
  receiver.queue.push_back(std::move(event));
  if (receiver.delivery) return;
  if (hub.draining || receiver.queue.size() >= receiver.options->max_batch) {
    receiver.send_at = hub.now.at;
  } else if (receiver.send_at == kNever) {
    receiver.send_at = hub.now.at + hub.options.webhooks.batch_for;
  }
}

void run(Hub& hub, Receiver& receiver) {
  if (receiver.delivery) {
    Receiver::Delivery& delivery = *receiver.delivery;
    if (delivery.answer_by <= hub.now.at) {
      settle(hub, delivery.id);
      note_failure(hub, receiver, 0);
    } else if (delivery.retry_at <= hub.now.at) {
      attempt(hub, receiver);
    }
  }
  if (receiver.delivery || receiver.queue.empty()) return;
  if (hub.draining || receiver.send_at <= hub.now.at) start(hub, receiver);
}

void delivered(Hub& hub, WebhookId id) {
  if (Receiver* const receiver = settle(hub, id)) finish(hub, *receiver);
}

void failed(Hub& hub, WebhookId id, std::uint16_t status) {
  if (Receiver* const receiver = settle(hub, id)) {
    note_failure(hub, *receiver, status);
  }
}

}  // namespace oread::broker::webhooks
