#include "broker/publish.hpp"

#include <algorithm>

#include "broker/cluster/news.hpp"
#include "broker/cluster/report.hpp"
#include "broker/messages.hpp"
#include "support/utf8.hpp"

namespace oread::broker {
namespace {

bool is_socket_id(std::string_view text) {
  const auto digits = [](std::string_view part) {
    return !part.empty() &&
           std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  const std::size_t dot = text.find('.');
  return dot != std::string_view::npos && digits(text.substr(0, dot)) &&
         digits(text.substr(dot + 1));
}

std::optional<Error> refusal_of_channels(const std::vector<std::string>& channels,
                                         const Limits& limits) {
  if (channels.empty()) return Error{Errc::BadChannelName, 400, "No channel given"};
  if (channels.size() > limits.publish_channels) {
    return Error{Errc::TooLarge, 400,
                 "An event can be sent to at most " + std::to_string(limits.publish_channels) +
                     " channels at once"};
  }
  for (const std::string& each : channels) {
    const auto kind = classify(each, limits.channel_name_bytes);
    if (!kind) return Error{Errc::BadChannelName, 400, "A channel name is not valid"};
    if (kind->encrypted && channels.size() > 1) {
      return Error{Errc::NotAllowed, 400, "An encrypted channel cannot share an event with others"};
    }
  }
  return std::nullopt;
}

/// Delivered to everyone who is signed in as the user, whether or not the client has sent its
/// subscription after signing in; never to anyone else.
void send_to_user(Hub& hub, const AppState& app, std::string_view user, const SharedText& text,
                  ConnectionId except) {
  const auto found = app.users.find(std::string(user));
  if (found == app.users.end()) return;
  for (const ConnectionId each : found->second) {
    if (!(each == except)) hub.send(each, text);
  }
}

}  // namespace

std::optional<Error> refusal_of(const Publication& publication, const Limits& limits) {
  const std::string& event = publication.event;
  if (event.empty() || event.size() > limits.event_name_bytes || !utf8::is_valid(event)) {
    return Error{Errc::BadEventName, 400,
                 "The length of an event name must be 1 to " +
                     std::to_string(limits.event_name_bytes) + " bytes"};
  }
  if (event.starts_with("pusher:") || event.starts_with("pusher_internal:")) {
    return Error{Errc::BadEventName, 400, "This event name is reserved"};
  }
  if (publication.data.size() > limits.event_data_bytes) {
    return Error{Errc::TooLarge, 413,
                 "The maximum size of an event's data is " +
                     std::to_string(limits.event_data_bytes) + " bytes"};
  }
  if (!utf8::is_valid(publication.data)) {
    return Error{Errc::BadFrame, 400, "The data of an event must be UTF-8"};
  }
  if (!publication.socket_id.empty() && !is_socket_id(publication.socket_id)) {
    return Error{Errc::BadOption, 400, "A socket_id consists of two numbers separated by a dot"};
  }
  return refusal_of_channels(publication.channels, limits);
}

void publish(Hub& hub, AppState& app, const Publication& publication) {
  cluster::tell_event(hub, app, publication);
  publish_here(hub, app, publication);
}

void publish_here(Hub& hub, AppState& app, const Publication& publication) {
  const auto excluded = app.sockets.find(publication.socket_id);
  const ConnectionId except = excluded == app.sockets.end() ? ConnectionId{} : excluded->second;
  std::set<std::string_view> done;
  for (const std::string& name : publication.channels) {
    if (!done.insert(name).second) continue;
    const ChannelClass kind = *classify(name, name.size());
    hub.notice({.kind = NoticeKind::EventPublished,
                .app_id = app.options->id,
                .channel = name,
                .text = publication.event});
    if (kind.cache) {
      app.cache.put(name, {publication.event, publication.data, hub.now.at + hub.options.cache_for},
                    hub.now.at, hub.options.limits.cached_events);
    }
    if (kind.access == Access::OwnUser) {
      send_to_user(hub, app, kind.user, messages::event(publication.event, publication.data, name),
                   except);
      continue;
    }
    const auto at = app.channels.find(name);
    if (kind.cache) cluster::cache_filled(hub, app, name);
    if (at == app.channels.end()) continue;
    at->second.miss_told = false;
    hub.send_all(at->second, messages::event(publication.event, publication.data, name), except);
  }
}

}  // namespace oread::broker
