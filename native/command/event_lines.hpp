// An engine event as a human-readable line.
#pragma once

#include <string>

#include "oread/event.hpp"
#include "terminal.hpp"

namespace oread::command {

/// Channel events are the requested output; everything else is about the connection.
Output output_of(const Event& event);

class EventLines {
 public:
  explicit EventLines(const Terminal& terminal) : terminal_(terminal) {}

  /// "12:30:05  news  headline  {…}"; empty for events that are not worth showing.
  std::string of(const Event& event);

 private:
  [[nodiscard]] std::string paint(Tone tone, std::string_view text) const {
    return terminal_.paint(tone, text, where_);
  }
  [[nodiscard]] std::string text(const event::ConnectionChanged& event) const;
  [[nodiscard]] std::string text(const event::RetryScheduled& event) const;
  [[nodiscard]] std::string text(const event::ConnectionError& event) const;
  [[nodiscard]] std::string text(const event::ChannelChanged& event) const;
  [[nodiscard]] std::string text(const event::Subscribed& event) const;
  [[nodiscard]] std::string text(const event::SubscribeFailed& event) const;
  [[nodiscard]] std::string text(const event::Message& event) const;
  [[nodiscard]] std::string text(const event::MemberJoined& event) const;
  [[nodiscard]] std::string text(const event::MemberLeft& event) const;
  [[nodiscard]] std::string text(const event::SubscriptionCount& event) const;
  [[nodiscard]] std::string text(const event::SignedIn& event) const;
  [[nodiscard]] std::string text(const event::SignInFailed& event) const;
  [[nodiscard]] std::string text(const event::WatchlistChanged& event) const;
  [[nodiscard]] std::string text(const event::WhisperSettled& event) const;
  [[nodiscard]] std::string text(const event::Call& event) const;
  [[nodiscard]] std::string text(const event::Replied& event) const;
  [[nodiscard]] std::string on_channel(const std::string& channel, std::string_view rest) const;

  const Terminal& terminal_;
  Output where_ = Output::Events;
};

}  // namespace oread::command
