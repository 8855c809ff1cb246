#include "event_lines.hpp"

#include <cstdio>
#include <ctime>
#include <variant>

#include "clock_time.hpp"
#include "oread/enum_names.hpp"
#include "sentences.hpp"

namespace oread::command {
namespace {

std::string seconds(Millis span) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f s", static_cast<double>(span.count()) / 1000);
  return text;
}

Tone tone_of(ConnectionStatus status) {
  switch (status) {
    case ConnectionStatus::Connected: return Tone::Good;
    case ConnectionStatus::Reconnecting:
    case ConnectionStatus::Unavailable: return Tone::Warn;
    case ConnectionStatus::Disconnected: return Tone::Bad;
    default: return Tone::Dim;
  }
}

}  // namespace

Output output_of(const Event& event) {
  const bool happened = std::get_if<event::Message>(&event) != nullptr ||
                        std::get_if<event::Call>(&event) != nullptr ||
                        std::get_if<event::MemberJoined>(&event) != nullptr ||
                        std::get_if<event::MemberLeft>(&event) != nullptr ||
                        std::get_if<event::SubscriptionCount>(&event) != nullptr ||
                        std::get_if<event::WatchlistChanged>(&event) != nullptr;
  return happened ? Output::Events : Output::Status;
}

std::string EventLines::of(const Event& event) {
  where_ = output_of(event);
  const std::string what = std::visit([this](const auto& one) { return text(one); }, event);
  if (what.empty()) return {};
  return paint(Tone::Dim, clock_time(std::time(nullptr))) + "  " + what;
}

std::string EventLines::on_channel(const std::string& channel, std::string_view rest) const {
  return paint(Tone::Name, channel.empty() ? "(no channel)" : safe(channel)) + "  " +
         std::string(rest);
}

std::string EventLines::text(const event::ConnectionChanged& event) const {
  std::string out = paint(tone_of(event.current), enum_name(event.current));
  if (!event.socket_id.empty()) out += " as " + safe(event.socket_id);
  if (event.why.code != Errc::None) out += ": " + sentence(event.why);
  return out;
}

std::string EventLines::text(const event::RetryScheduled& event) const {
  return paint(Tone::Warn, "next attempt in " + seconds(event.in)) + " (number " +
         std::to_string(event.attempt) + "): " + sentence(event.why);
}

std::string EventLines::text(const event::ConnectionError& event) const {
  return paint(Tone::Bad, "error") + ": " + sentence(event.error);
}

// Subscribed and SubscribeFailed report what matters.
std::string EventLines::text(const event::ChannelChanged& /*event*/) const {
  return {};
}

std::string EventLines::text(const event::Subscribed& event) const {
  std::string what = paint(Tone::Good, "subscribed");
  if (!event.members.empty()) what += ", " + std::to_string(event.members.size()) + " here:";
  for (const Member& member : event.members) what += " " + safe(member.id);
  return on_channel(event.channel, what);
}

std::string EventLines::text(const event::SubscribeFailed& event) const {
  return on_channel(event.channel,
                    paint(Tone::Bad, event.retrying ? "refused, will be retried" : "refused") +
                        ": " + sentence(event.error));
}

std::string EventLines::text(const event::Message& event) const {
  std::string what = paint(Tone::Good, safe(event.event));
  if (event.data) what += "  " + safe(*event.data);
  if (!event.user_id.empty()) what += paint(Tone::Dim, "  from " + safe(event.user_id));
  return on_channel(event.channel, what);
}

std::string EventLines::text(const event::MemberJoined& event) const {
  return on_channel(event.channel,
                    "joined: " + safe(event.member.id) + " " + safe(event.member.info));
}

std::string EventLines::text(const event::MemberLeft& event) const {
  return on_channel(event.channel, "left: " + safe(event.member.id));
}

std::string EventLines::text(const event::SubscriptionCount& event) const {
  return on_channel(event.channel, std::to_string(event.count) + " subscriptions");
}

std::string EventLines::text(const event::SignedIn& event) const {
  return paint(Tone::Good, "signed in") + " as " + safe(event.user_id);
}

std::string EventLines::text(const event::SignInFailed& event) const {
  return paint(Tone::Bad, "not signed in") + ": " + sentence(event.error);
}

std::string EventLines::text(const event::WatchlistChanged& event) const {
  std::string out = event.online ? "online:" : "offline:";
  for (const std::string& id : event.user_ids) out += " " + safe(id);
  return out;
}

std::string EventLines::text(const event::WhisperSettled& /*event*/) const {
  return {};
}

std::string EventLines::text(const event::Call& event) const {
  std::string what = paint(Tone::Good, safe(event.event)) + "  " + safe(event.data);
  if (!event.attachments.empty()) what += paint(Tone::Dim, "  with binary arguments");
  if (!event.reply.empty()) what += paint(Tone::Dim, "  waits for an answer");
  return on_channel(event.channel, what);
}

std::string EventLines::text(const event::Replied& /*event*/) const {
  return {};
}

}  // namespace oread::command
