#include "event_journal.hpp"

#include <variant>

namespace oread::native {
namespace {

std::string reason(const Error& error) {
  if (error.code == Errc::None) return {};
  return " " + std::string(name(error.code)) + " " + std::string(error.text);
}

std::string text(const event::ConnectionChanged& event) {
  switch (event.current) {
    case ConnectionStatus::Initialized: return "initialized";
    case ConnectionStatus::Connecting: return "connecting";
    case ConnectionStatus::Connected: return "connected";
    case ConnectionStatus::Reconnecting: return "reconnecting" + reason(event.why);
    case ConnectionStatus::Unavailable: return "unavailable";
    case ConnectionStatus::Disconnected: return "disconnected" + reason(event.why);
  }
  return {};
}

std::string text(const event::Subscribed& event) {
  return "subscribed " + std::string(event.channel);
}

std::string text(const event::SubscribeFailed& event) {
  return "subscribe-failed " + std::string(event.channel) + reason(event.error);
}

std::string text(const event::SignInFailed& event) {
  return event::SignInFailed::kName + reason(event.error);
}

std::string text(const event::Message& event) {
  return "message " + std::string(event.channel) + " " + std::string(event.event) + " " +
         std::string(event.data.value_or("-"));
}

template <class E>
std::string text(const E& event) {
  return event.kName;
}

// At least two sentences: what happened, what to do.
bool is_in_words(const Error& error) {
  return error.code == Errc::None || error.text.find(". ") != std::string::npos;
}

}  // namespace

bool is_in_words(const Event& event) {
  if (const auto* it = std::get_if<event::ConnectionChanged>(&event)) return is_in_words(it->why);
  if (const auto* it = std::get_if<event::RetryScheduled>(&event)) return is_in_words(it->why);
  if (const auto* it = std::get_if<event::ConnectionError>(&event)) return is_in_words(it->error);
  if (const auto* it = std::get_if<event::SubscribeFailed>(&event)) return is_in_words(it->error);
  if (const auto* it = std::get_if<event::SignInFailed>(&event)) return is_in_words(it->error);
  return true;
}

std::string brief(const Event& event) {
  return std::visit([](const auto& one) { return text(one); }, event);
}

}  // namespace oread::native
