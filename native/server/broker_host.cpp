#include "server/broker_host.hpp"

#include <exception>
#include <utility>
#include <variant>

#include "server/clocks.hpp"
#include "server/notice_log.hpp"

namespace oread::server {
namespace {

/// Saves the first exception of `run`, to be rethrown later.
template <class Run>
void attempt(std::exception_ptr& failure, Run run) {
  try {
    run();
  } catch (const std::exception&) {
    if (!failure) failure = std::current_exception();
  }
}

}  // namespace

BrokerHost::BrokerHost(native::LoopCore& loop, broker::Options options, const Log& log)
    : broker_(std::move(options), digests_), log_(log), timer_(loop) {}

void BrokerHost::give(broker::Input input) {
  inputs_.push_back(std::move(input));
  if (handling_) return;
  handling_ = true;
  // If one effect runs out of memory, the other effects and the next inputs must not be lost.
  std::exception_ptr failure;
  while (!inputs_.empty()) {
    broker::Input next = std::move(inputs_.front());
    inputs_.pop_front();
    broker::Effects effects;
    attempt(failure, [&] { effects = broker_.handle(std::move(next), now()); });
    for (broker::Effect& effect : effects) attempt(failure, [&] { carry_out(effect); });
  }
  handling_ = false;
  set_timer();
  if (failure) std::rethrow_exception(failure);
}

void BrokerHost::set_timer() {
  const std::optional<Time> next = broker_.deadline();
  if (!next || (timer_at_ && *timer_at_ <= *next)) return;
  timer_at_ = next;
  timer_.arm(*next, [this] {
    timer_at_.reset();
    give(broker::in::Tick{});
  });
}

RequestId BrokerHost::await(HttpCaller& caller) {
  const RequestId id{++requests_};
  caller.awaited = id;
  awaiting_[id] = &caller;
  return id;
}

void BrokerHost::request(HttpCaller& caller, HttpRequest request) {
  const RequestId id = await(caller);
  give(broker::in::HttpRequest{id, std::move(request.method), std::move(request.path),
                               std::move(request.query), std::move(request.body),
                               std::move(request.escaped_path)});
}

void BrokerHost::publish(HttpCaller& caller, broker::in::Publish publish) {
  publish.request = await(caller);
  give(std::move(publish));
}

void BrokerHost::forget(HttpCaller& caller) {
  if (caller.awaited) awaiting_.erase(caller.awaited);
  caller.awaited = {};
}

HttpCaller* BrokerHost::take(RequestId request) {
  const auto found = awaiting_.find(request);
  if (found == awaiting_.end()) return nullptr;
  HttpCaller* caller = found->second;
  awaiting_.erase(found);
  caller->awaited = {};
  return caller;
}

void BrokerHost::carry_out(broker::Effect& effect) {
  std::visit([this](auto& one) { carry_out(one); }, effect);
}

void BrokerHost::carry_out(broker::effect::SendText& effect) {
  const auto found = clients_.find(effect.connection);
  if (found != clients_.end()) found->second->send(effect.text);
}

void BrokerHost::carry_out(broker::effect::CloseConnection& effect) {
  const auto found = clients_.find(effect.connection);
  if (found != clients_.end()) found->second->close(effect.code, std::move(effect.reason));
}

void BrokerHost::carry_out(broker::effect::HttpResponse& effect) {
  HttpCaller* caller = take(effect.request);
  if (caller == nullptr) return;
  HttpAnswer answer;
  answer.status = effect.status;
  answer.content_type = std::move(effect.content_type);
  answer.body = std::move(effect.body);
  caller->answer(std::move(answer));
}

void BrokerHost::carry_out(broker::effect::DeliverWebhook& effect) {
  if (on_webhook_) on_webhook_(std::move(effect));
}

void BrokerHost::carry_out(broker::effect::AskAccess& effect) {
  if (on_ask_access_) on_ask_access_(effect);
}

void BrokerHost::carry_out(broker::effect::DropAccess& effect) {
  if (on_drop_access_) on_drop_access_(effect);
}

void BrokerHost::carry_out(broker::effect::Published& effect) {
  HttpCaller* caller = take(effect.request);
  if (caller == nullptr) {
    // No request waits for it: it came from Redis, or its sender has gone.
    if (effect.error && log_) {
      log_({Level::Bad,
            "publish-refused",
            {{"channel", effect.channel}, {"event", effect.event}, {"text", effect.error->text}}});
    }
    return;
  }
  caller->answer(effect.error ? text_answer(400, effect.error->text) : json_answer(200, "{}"));
}

void BrokerHost::carry_out(broker::effect::TellNodes& effect) {
  if (on_tell_nodes_) on_tell_nodes_(effect.text);
}

void BrokerHost::carry_out(broker::effect::Drained& /*effect*/) {
  if (on_drained_) on_drained_();
}

void BrokerHost::carry_out(broker::effect::Notice& effect) {
  if (log_) log_(log_line(effect));
}

}  // namespace oread::server
