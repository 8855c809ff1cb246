#include "driver.hpp"

#include <type_traits>
#include <utility>
#include <variant>

namespace oread::native {
namespace {

// A host may ignore routes: parsing an envelope is cheap if no border has to be crossed.
template <class E>
constexpr bool kIgnored =
    std::is_same_v<E, effect::AddRoute> || std::is_same_v<E, effect::DropRoutes>;

}  // namespace

void Driver::tell(Input input) {
  if (stopped_) return;
  queue_.push_back(std::move(input));
  if (running_) return;  // caused by an effect: queue it
  running_ = true;
  while (!stopped_ && !queue_.empty()) {
    Input next = std::move(queue_.front());
    queue_.pop_front();
    handle(std::move(next));
  }
  running_ = false;
  if (!stopped_) ports_.wake_at(engine_.deadline());
}

void Driver::handle(Input input) {
  Effects effects = engine_.handle(std::move(input), ports_.now());
  for (Effect& effect : effects) {
    if (stopped_) return;
    std::visit(
        [this](auto& one) {
          if constexpr (!kIgnored<std::decay_t<decltype(one)>>) ports_.perform(one);
        },
        effect);
  }
}

void Driver::stop() {
  if (stopped_) return;
  stopped_ = true;
  queue_.clear();
  for (Effect& effect : engine_.handle(in::Disconnect{}, ports_.now())) {
    if (auto* request = std::get_if<effect::SendRequest>(&effect)) ports_.perform(*request);
    if (auto* close = std::get_if<effect::CloseLink>(&effect)) ports_.perform(*close);
  }
  ports_.wake_at(std::nullopt);
}

}  // namespace oread::native
