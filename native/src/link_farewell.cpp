#include "link_farewell.hpp"

#include <utility>

namespace oread::native {
namespace {

constexpr Millis kFarewellTime{3'000};

}  // namespace

LinkFarewell::LinkFarewell(LoopCore& loop, LinkExchanges exchanges, std::optional<HttpRequest> last)
    : loop_(loop), exchanges_(std::move(exchanges)), last_(std::move(last)), timer_(loop) {}

void LinkFarewell::begin(LoopCore& loop, LinkExchanges exchanges, std::optional<HttpRequest> last) {
  const auto farewell = std::make_shared<LinkFarewell>(loop, std::move(exchanges), std::move(last));
  loop.keep(farewell);
  farewell->start();
}

void LinkFarewell::start() {
  timer_.arm(LoopCore::now() + kFarewellTime, [this] { end(); });
  bool waits = false;
  for (const auto& exchange : exchanges_) {
    exchange->done = [](const Result<HttpAnswer>&) {};
    if (!exchange->brings) continue;
    // A server that gets two messages at once ends the session, and both are lost.
    exchange->done = [this](const Result<HttpAnswer>&) { send_last(); };
    waits = true;
  }
  if (!waits) send_last();
}

void LinkFarewell::send_last() {
  if (!last_) return end();
  farewell_ = std::make_unique<HttpExchange>(loop_, *std::exchange(last_, std::nullopt),
                                             [this](const Result<HttpAnswer>&) { end(); });
}

}  // namespace oread::native
