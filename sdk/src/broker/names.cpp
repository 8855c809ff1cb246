// The names of the broker's enumerations.
#include "oread/broker/effect.hpp"
#include "oread/broker/options.hpp"

namespace oread::broker {
namespace {

struct WebhookName {
  WebhookEvent event;
  std::string_view name;
};

constexpr WebhookName kWebhookNames[] = {
    {WebhookEvent::ChannelOccupied, "channel_occupied"},
    {WebhookEvent::ChannelVacated, "channel_vacated"},
    {WebhookEvent::MemberAdded, "member_added"},
    {WebhookEvent::MemberRemoved, "member_removed"},
    {WebhookEvent::ClientEvent, "client_event"},
    {WebhookEvent::CacheMiss, "cache_miss"},
    {WebhookEvent::SubscriptionCount, "subscription_count"},
};

}  // namespace

std::string_view name(WebhookEvent event) {
  for (const auto& each : kWebhookNames) {
    if (each.event == event) return each.name;
  }
  return {};
}

std::optional<WebhookEvent> webhook_event(std::string_view name) {
  for (const auto& each : kWebhookNames) {
    if (each.name == name) return each.event;
  }
  return std::nullopt;
}

std::string_view name(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::ConnectionAccepted: return "connection-accepted";
    case NoticeKind::ConnectionRefused: return "connection-refused";
    case NoticeKind::ConnectionEnded: return "connection-ended";
    case NoticeKind::Subscribed: return "subscribed";
    case NoticeKind::SubscribeRefused: return "subscribe-refused";
    case NoticeKind::Unsubscribed: return "unsubscribed";
    case NoticeKind::EventPublished: return "event-published";
    case NoticeKind::ClientEventRelayed: return "client-event-relayed";
    case NoticeKind::ClientEventRefused: return "client-event-refused";
    case NoticeKind::MessageRefused: return "message-refused";
    case NoticeKind::SignedIn: return "signed-in";
    case NoticeKind::SignInRefused: return "sign-in-refused";
    case NoticeKind::RequestRefused: return "request-refused";
    case NoticeKind::WebhookGivenUp: return "webhook-given-up";
    case NoticeKind::WebhookDropped: return "webhook-dropped";
    case NoticeKind::NodeJoined: return "node-joined";
    case NoticeKind::NodeGone: return "node-gone";
    case NoticeKind::NodesMissed: return "nodes-missed";
  }
  return {};
}

}  // namespace oread::broker
