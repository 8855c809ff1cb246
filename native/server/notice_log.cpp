#include "server/notice_log.hpp"

namespace oread::server {
namespace {

using broker::NoticeKind;

Level level_of(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::ConnectionAccepted:
    case NoticeKind::SignedIn:
    case NoticeKind::NodeJoined: return Level::Good;
    case NoticeKind::ConnectionEnded:
    case NoticeKind::Subscribed:
    case NoticeKind::Unsubscribed:
    case NoticeKind::EventPublished:
    case NoticeKind::ClientEventRelayed: return Level::Info;
    case NoticeKind::ClientEventRefused:
    case NoticeKind::MessageRefused:
    case NoticeKind::SubscribeRefused:
    case NoticeKind::SignInRefused:
    case NoticeKind::RequestRefused:
    case NoticeKind::NodeGone: return Level::Warn;
    case NoticeKind::ConnectionRefused:
    case NoticeKind::WebhookGivenUp:
    case NoticeKind::WebhookDropped:
    case NoticeKind::NodesMissed: return Level::Bad;
  }
  return Level::Info;
}

}  // namespace

LogLine log_line(const broker::effect::Notice& notice) {
  LogLine line;
  line.level = level_of(notice.kind);
  line.what = broker::name(notice.kind);
  if (notice.connection)
    line.fields.emplace_back("client", std::to_string(notice.connection.value));
  if (!notice.channel.empty()) line.fields.emplace_back("channel", notice.channel);
  if (!notice.text.empty()) line.fields.emplace_back("text", notice.text);
  if (notice.code != 0) line.fields.emplace_back("code", std::to_string(notice.code));
  if (!notice.app_id.empty()) line.fields.emplace_back("app", notice.app_id);
  return line;
}

}  // namespace oread::server
