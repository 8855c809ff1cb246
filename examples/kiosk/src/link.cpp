#include "link.hpp"

#include <algorithm>
#include <variant>

#include "text.hpp"

namespace kiosk {
namespace {

using oread::ConnectionStatus;
namespace event = oread::event;

constexpr std::size_t kMostOfReason = 400;

// The texts are complete sentences with advice, and may contain the server's own words.
std::string reason(const oread::Error& error) {
  return error.code == oread::Errc::None ? std::string() : plain(error.text, kMostOfReason);
}

}  // namespace

Link::Link(std::vector<std::string> channels, Now start) : since_(start) {
  for (std::string& name : channels) channels_.try_emplace(std::move(name));
}

void Link::on(const oread::Event& event, Now now) {
  if (const auto* change = std::get_if<event::ConnectionChanged>(&event)) {
    on_status(*change, now);
  } else if (const auto* retry = std::get_if<event::RetryScheduled>(&event)) {
    next_attempt_ = now.steady + retry->in;
    if (std::string text = reason(retry->why); !text.empty()) why_ = std::move(text);
  } else if (const auto* error = std::get_if<event::ConnectionError>(&event)) {
    why_ = reason(error->error);
  } else if (const auto* channel = std::get_if<event::ChannelChanged>(&event)) {
    const auto found = channels_.find(channel->channel);
    if (found == channels_.end()) return;
    found->second.subscribed = channel->state == oread::ChannelState::Subscribed;
    if (found->second.subscribed) found->second.refusal.clear();
  } else if (const auto* failed = std::get_if<event::SubscribeFailed>(&event)) {
    const auto found = channels_.find(failed->channel);
    if (found != channels_.end()) found->second.refusal = reason(failed->error);
  }
}

void Link::on_status(const event::ConnectionChanged& change, Now now) {
  const bool was_connected = connected();
  status_ = change.current;
  if (connected() != was_connected) since_ = now;
  if (connected()) {
    next_attempt_.reset();
    why_.clear();
  } else if (std::string text = reason(change.why); !text.empty()) {
    why_ = std::move(text);
  }
}

bool Link::live() const {
  return connected() && std::all_of(channels_.begin(), channels_.end(),
                                    [](const auto& one) { return one.second.subscribed; });
}

std::string Link::why() const {
  if (!connected()) return why_;
  for (const auto& [name, channel] : channels_) {
    if (!channel.subscribed && !channel.refusal.empty()) {
      return plain(name, kMostOfReason) + ": " + channel.refusal;
    }
  }
  return why_;
}

std::string Link::words(Now now) const {
  if (connected()) {
    const auto age = (now.steady - since_.steady).count() / 1000;
    std::string out = "connected for " + duration(age);
    for (const auto& [name, channel] : channels_) {
      if (channel.subscribed) continue;
      return out + (channel.refusal.empty() ? ", waiting for " : ", but not subscribed to ") +
             plain(name, kMostOfReason);
    }
    return out;
  }
  return "offline since " + moment(since_.wall, now.wall) + ", " + next_step(now);
}

std::string Link::next_step(Now now) const {
  if (status_ == ConnectionStatus::Disconnected) return "stopped";
  if (status_ == ConnectionStatus::Initialized) return "not connecting";
  if (!next_attempt_ || *next_attempt_ <= now.steady) return "connecting";
  // Rounded up, so that it never says 0.
  const auto left = (*next_attempt_ - now.steady).count();
  return "next attempt in " + duration((left + 999) / 1000);
}

}  // namespace kiosk
