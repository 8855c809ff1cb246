#include "model.hpp"

#include <algorithm>
#include <variant>

namespace kiosk {

Model::Model(std::vector<std::string> channels, Now start)
    : channels_(std::move(channels)), link_(channels_, start) {}

void Model::restore(Kept kept) {
  state_ = std::move(kept.state);
  known_until_ = kept.known_until;
  complete_ = false;
}

bool Model::on(const oread::Event& event, Now now) {
  const bool was_live = link_.live();
  const bool was_connected = link_.connected();
  link_.on(event, now);
  const bool lost = (was_live && !link_.live()) || (was_connected && !link_.connected());
  if (lost && complete_) {
    // A server does not repeat what it sends from here on.
    complete_ = false;
    known_until_ = now.wall;
  }
  if (link_.live() != was_live) live_since_ = link_.live() ? now.wall : 0;
  const auto* message = std::get_if<oread::event::Message>(&event);
  return message != nullptr && take(*message, now);
}

bool Model::take(const oread::event::Message& message, Now now) {
  if (std::find(channels_.begin(), channels_.end(), message.channel) == channels_.end()) {
    return false;
  }
  Outcome outcome = apply(state_, message.event, message.data.value_or(""), now.wall);
  switch (outcome.kind) {
    case Outcome::Kind::Ignored: return false;
    case Outcome::Kind::Refused: complaint_ = std::move(outcome.words); return false;
    case Outcome::Kind::Replaced: complete_ = true; [[fallthrough]];
    case Outcome::Kind::Changed: break;
  }
  news_ = std::move(outcome.words);
  complaint_.clear();
  return true;
}

Freshness Model::freshness() const {
  if (state_.updated_at == 0) return Freshness::Unknown;
  if (!link_.live()) return Freshness::Old;
  return complete_ ? Freshness::Complete : Freshness::Partial;
}

std::time_t Model::known_until(std::time_t now) const {
  return complete_ ? now : known_until_;
}

}  // namespace kiosk
