#include "rules.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <variant>

namespace oread::sim {
namespace {

using nlohmann::json;

bool contains(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

std::string joined_names(const std::set<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ",") + name;
  return "{" + list + "}";
}

}  // namespace

void Rules::breach(std::string rule, std::string detail) {
  verdict_.breach({std::move(rule), std::move(detail), client_, now_});
}

ChannelState Rules::state_of(const std::string& channel) const {
  const auto at = states_.find(channel);
  return at == states_.end() ? ChannelState::Left : at->second;
}

std::set<std::string> Rules::members(const std::string& channel) const {
  const auto at = rosters_.find(channel);
  return at == rosters_.end() ? std::set<std::string>{} : at->second.members;
}

void Rules::before(const Input& input, Time now) {
  now_ = std::max(now_, now);
  ticked_ = std::holds_alternative<in::Tick>(input);
  quiet_step_ = std::holds_alternative<in::Disconnect>(input);
  is_unasked_ = attempt_failed_ = false;
  told_sent_ = client_events_ = 0;
  if (quiet_step_) no_links_ = true;
  // Members that are present after that are new.
  if (quiet_step_) rosters_.clear();
  if (std::holds_alternative<in::Connect>(input)) no_links_ = false;
  if (const auto* whisper = std::get_if<in::Whisper>(&input)) {
    whispers_.insert(whisper->request.value);
  } else if (const auto* opened = std::get_if<in::LinkOpened>(&input)) {
    if (opened->link == link_) link_open_ = true;
  } else if (const auto* closed = std::get_if<in::LinkClosed>(&input)) {
    if (closed->link == link_) link_ = {};
  } else if (const auto* text = std::get_if<in::LinkText>(&input)) {
    if (text->link == link_) heard_at_ = now;
  } else if (const auto* answer = std::get_if<in::RequestAnswered>(&input)) {
    const bool is_asked = answer->link == link_ && answered_request(*answer);
    // Any step may do what is due.
    is_unasked_ = !is_asked && (!deadline_ || *deadline_ > now_);
  } else if (const auto* receipt = std::get_if<in::Receipt>(&input)) {
    if (receipt->link == link_) heard_at_ = std::max(heard_at_, receipt->at);
  } else if (std::holds_alternative<in::Refreshed>(input)) {
    refreshing_ = false;
  } else if (const auto* failed = std::get_if<in::AuthFailed>(&input)) {
    asked_.erase(failed->request.value);
  } else if (const auto* answered = std::get_if<in::AuthAnswered>(&input)) {
    const auto at = asked_.find(answered->request.value);
    if (at == asked_.end()) return;
    retry_after_ = std::max(retry_after_, Millis(std::chrono::seconds(answered->retry_after)));
    const json body = json::parse(answered->body, nullptr, false);
    if (body.is_object() && body.contains("auth") && body["auth"].is_string()) {
      signed_for_[body["auth"].get<std::string>()] = at->second.socket_id;
    }
    asked_.erase(at);
  }
}

void Rules::saw(const Effect& effect) {
  if (is_unasked_) breach("An answer that nobody waits for changes nothing.");
  std::visit(
      [this](const auto& one) {
        using T = std::decay_t<decltype(one)>;
        if constexpr (std::is_same_v<T, effect::Announce>) {
          saw(one.event);
        } else if constexpr (std::is_same_v<T, effect::RefreshCredentials>) {
          if (refreshing_) breach("Credentials are refreshed once for everybody.");
          if (!options_.auth.can_refresh) breach("Only a host that can refresh is asked to.");
          refreshing_ = true;
        } else if constexpr (std::is_same_v<T, effect::OpenLink> ||
                             std::is_same_v<T, effect::SendText> ||
                             std::is_same_v<T, effect::SendRequest> ||
                             std::is_same_v<T, effect::CloseLink> ||
                             std::is_same_v<T, effect::Authorize> ||
                             std::is_same_v<T, effect::CancelAuth> ||
                             std::is_same_v<T, effect::AddRoute>) {
          saw(one);
        }
      },
      effect);
}

/// Returns false if it is not the answer to a request in progress.
bool Rules::answered_request(const in::RequestAnswered& answer) {
  RequestId& asked = answer.request == poll_ ? poll_ : post_;
  if (!asked || answer.request != asked) return false;
  asked = {};
  heard_at_ = now_;
  return true;
}

void Rules::begun(LinkId link, const std::string& url) {
  if (link_) breach("There is at most one link.", std::to_string(link.value));
  if (link.value <= last_link_) breach("A link's number is never used again.");
  if (no_links_) breach("After Disconnect no link is opened.");
  if (const auto token = speech_.token(url)) check_signature(*token, url);
  link_ = link;
  link_open_ = is_polled_ = false;
  poll_ = post_ = {};
  last_request_ = 0;
  told_ahead_ = 0;
  client_events_at_.clear();
  last_link_ = link.value;
  opened_at_.push_back(now_);
  const auto lately = std::count_if(opened_at_.begin(), opened_at_.end(), [this](Time at) {
    return now_ - at < std::chrono::seconds(10);
  });
  if (lately > 40) breach("A server is never stormed: at most 40 attempts in 10 s.");
}

void Rules::saw(const effect::OpenLink& open) {
  begun(open.link, open.url);
}

void Rules::saw(const effect::SendText& send) {
  if (send.link != link_ || !link_open_ || is_polled_) {
    breach("Text is sent only on the one link that is open.", send.text);
    return;
  }
  said(send.text);
}

/// The first request of a link opens it.
void Rules::saw(const effect::SendRequest& send) {
  if (send.link != link_) {
    begun(send.link, send.url);
    link_open_ = is_polled_ = true;
  }
  if (!is_polled_) breach("Requests and a socket never carry the same link.", send.body);
  if (send.request.value <= last_request_) breach("A request's number is used once on its link.");
  last_request_ = send.request.value;
  RequestId& under_way = send.body.empty() ? poll_ : post_;
  if (under_way) breach("At most one poll and one POST are under way.", send.body);
  under_way = send.request;
  if (!send.body.empty()) posted_at_ = now_;
  said(send.body);
}

void Rules::said(const std::string& text) {
  for (std::size_t i = speech_.client_events(text); i > 0; --i) {
    ++client_events_;
    // Those in a POST have waited for the previous one; they count when they are reported as sent.
    if (!is_polled_) count_client_event();
  }
  const auto signatures = speech_.signatures(text);
  if (!signatures) return breach("What is sent is a frame.", text);
  for (const std::string& signature : *signatures) check_signature(signature, text);
}

void Rules::count_client_event() {
  client_events_at_.push_back(now_);
  const auto lately =
      std::count_if(client_events_at_.begin(), client_events_at_.end(),
                    [this](Time at) { return now_ - at < std::chrono::seconds(1); });
  const std::int64_t most = options_.whispers.per_second;
  if (most != 0 && lately > most) breach("No more client events are sent than may be.");
}

void Rules::check_signature(const std::string& signature, const std::string& text) {
  const auto at = signed_for_.find(signature);
  if (at == signed_for_.end()) {
    breach("Only signatures that the endpoint gave are sent.", text);
  } else if (at->second != socket_id_ && at->first != "world-key:0000") {
    breach("A signature for an old socket is never sent.", text);
  }
}

void Rules::saw(const effect::CloseLink& close) {
  if (close.link != link_) breach("Only a link that exists is closed.");
  link_ = {};
}

void Rules::saw(const effect::Authorize& authorize) {
  const bool of_connection = authorize.kind == AuthKind::Connection;
  if (authorize.socket_id != socket_id_ || socket_id_.empty() != of_connection) {
    breach("Signatures are asked for the socket that we have.", authorize.socket_id);
  }
  for (const auto& [id, asked] : asked_) {
    if (asked.kind == authorize.kind && asked.channel == authorize.channel) {
      breach("Nothing is asked twice at the same time.", authorize.channel);
    }
  }
  asked_[authorize.request.value] = {authorize.kind, authorize.channel, authorize.socket_id};
  if (asked_.size() > options_.auth.max_concurrent) {
    breach("No more auth requests are under way than allowed.");
  }
}

void Rules::saw(const effect::CancelAuth& cancel) {
  if (asked_.erase(cancel.request.value) == 0) {
    breach("Only requests that are under way are cancelled.", std::to_string(cancel.request.value));
  }
}

void Rules::saw(const effect::AddRoute& route) {
  if (route.link != link_) breach("Routes belong to the live link.");
  if (route.prefix.empty() || route.prefix.back() != '"' || route.tail.empty() ||
      route.tail.front() != '"') {
    breach("A route lies around one string literal.", route.prefix + " … " + route.tail);
  }
  if (state_of(route.channel) != ChannelState::Subscribed) {
    breach("Only a subscribed channel has routes.", route.channel);
  }
}

void Rules::saw(const Event& event) {
  std::visit(
      [this](const auto& one) {
        using T = std::decay_t<decltype(one)>;
        if constexpr (std::is_same_v<T, event::ChannelChanged>) {
          if (state_of(one.channel) == one.state) {
            breach("A channel changes only to another state.", one.channel);
          }
          if (one.state == ChannelState::Left) {
            states_.erase(one.channel);
            rosters_.erase(one.channel);
          } else {
            states_[one.channel] = one.state;
          }
        } else if constexpr (std::is_same_v<T, event::WhisperSettled>) {
          if (whispers_.erase(one.request.value) == 0) {
            breach("Every whisper is settled exactly once.", std::to_string(one.request.value));
          }
          if (one.outcome != Errc::None) return;
          ++told_sent_;
          if (is_polled_) count_client_event();
        } else if constexpr (std::is_same_v<T, event::MemberJoined>) {
          joined(one);
        } else if constexpr (std::is_same_v<T, event::MemberLeft>) {
          left(one);
        } else if constexpr (std::is_same_v<T, event::ConnectionChanged> ||
                             std::is_same_v<T, event::RetryScheduled> ||
                             std::is_same_v<T, event::Subscribed> ||
                             std::is_same_v<T, event::Message>) {
          saw(one);
        }
      },
      event);
}

void Rules::saw(const event::ConnectionChanged& changed) {
  if (changed.previous != status_ || changed.current == status_) {
    breach("Every change of the status follows from the last.");
  }
  const bool connected = changed.current == ConnectionStatus::Connected;
  if (connected == changed.socket_id.empty()) {
    breach("There is a socket id exactly while connected.", changed.socket_id);
  }
  if (connected && (!link_ || !link_open_)) breach("Connected means that there is an open link.");
  status_ = changed.current;
  socket_id_ = changed.socket_id;
}

void Rules::saw(const event::RetryScheduled& retry) {
  attempt_failed_ = true;
  const ReconnectOptions& reconnect = options_.reconnect;
  const Millis most = std::max({reconnect.max_delay + reconnect.busy_min, reconnect.offline_probe,
                                reconnect.fatal_retry * 3 / 2});
  // An endpoint for the connection's credentials that asks for time is given it on top.
  if (retry.in < Millis(0) || retry.in > most + retry_after_) {
    breach("Delays stay within their bounds.", std::to_string(retry.in.count()));
  }
  if (speech_.asks_for_peace(retry.why.status) && retry.in < reconnect.busy_min) {
    breach("A server that asks for peace gets a second.", std::to_string(retry.in.count()));
  }
}

void Rules::saw(const event::Subscribed& subscribed) {
  if (state_of(subscribed.channel) != ChannelState::Subscribed) {
    breach("Subscribed is told of subscribed channels.", subscribed.channel);
  }
  if (subscribed.channel.compare(0, 9, "presence-") != 0) return;
  std::set<std::string> told;
  for (const Member& member : subscribed.members) told.insert(member.id);
  if (told.size() != subscribed.members.size()) breach("A member is listed once.");
  const auto [at, first] = rosters_.try_emplace(subscribed.channel);
  if (first) at->second.members = told;
  at->second.told = std::move(told);
}

void Rules::saw(const event::Message& message) {
  if (message.event != "news" || !message.data) return;
  const json data = json::parse(*message.data, nullptr, false);
  const std::int64_t number = data.value("n", std::int64_t{-1});
  std::vector<std::int64_t>& before = numbers_[message.channel];
  const bool replayed =
      contains(message.channel, "cache-") && !before.empty() && before.back() == number;
  if (!replayed && !before.empty() && number <= before.back()) {
    breach(
        "Events arrive in the order in which they were published, none twice.",
        message.channel + " " + std::to_string(before.back()) + " then " + std::to_string(number));
  }
  if (!replayed) before.push_back(number);
}

void Rules::joined(const event::MemberJoined& joined) {
  const auto at = rosters_.find(joined.channel);
  if (at == rosters_.end() || !at->second.members.insert(joined.member.id).second) {
    breach("Only who was not there joins.", joined.channel + " " + joined.member.id);
  }
}

void Rules::left(const event::MemberLeft& left) {
  const auto at = rosters_.find(left.channel);
  if (at == rosters_.end() || at->second.members.erase(left.member.id) == 0) {
    breach("Only who was there leaves.", left.channel + " " + left.member.id);
  }
}

void Rules::after(const std::optional<Time>& deadline, std::string_view broken_invariant) {
  if (!broken_invariant.empty()) breach(std::string(broken_invariant));
  for (auto& [channel, presence] : rosters_) {
    if (presence.told && *presence.told != presence.members) {
      breach("Joins and leaves add up to the roster.",
             channel + " " + joined_names(*presence.told) + " " + joined_names(presence.members));
    }
    presence.told.reset();
  }
  if (!is_polled_) {
    if (told_sent_ > client_events_) breach("A whisper that is told as sent was sent.");
  } else if (link_) {
    told_ahead_ += std::int64_t{told_sent_} - std::int64_t{client_events_};
    if (told_ahead_ > 0 && !post_) breach("A whisper that is told as sent was sent.");
    const Time due = std::max(posted_at_ + options_.reconnect.attempt_timeout,
                              now_ + options_.liveness.pong_min);  // The host may have slept.
    if (post_ && (!deadline || *deadline > due)) {
      breach("A POST that is not answered is given up in time.");
    }
    if (!poll_) breach("A link that requests carry always has a poll under way.");
  }
  if (quiet_step_ && link_) breach("Disconnect closes the link.");
  if (attempt_failed_ || quiet_step_ || status_ == ConnectionStatus::Connected) {
    for (const auto& [id, asked] : asked_) {
      if (asked.kind == AuthKind::Connection) {
        breach("Credentials are asked for an attempt, and no longer.", std::to_string(id));
      }
    }
  }
  deadline_ = deadline;
  idle_ = ticked_ && deadline && *deadline <= now_ ? idle_ + 1 : 0;
  if (idle_ > 4) breach("A Tick that was asked for leads on: the host does not spin.");
}

}  // namespace oread::sim
