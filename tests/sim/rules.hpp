// The rules that always hold: a witness that sees each input, effect and deadline of one engine.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "oread/effect.hpp"
#include "oread/input.hpp"
#include "oread/options.hpp"
#include "speech.hpp"
#include "verdict.hpp"

namespace oread::sim {

class Rules {
 public:
  Rules(std::size_t client, const Options& options, const Speech& speech, Verdict& verdict)
      : client_(client), options_(options), speech_(speech), verdict_(verdict) {}

  void before(const Input& input, Time now);
  void saw(const Effect& effect);
  void after(const std::optional<Time>& deadline, std::string_view broken_invariant);

  // What the app sees: updated by the events, in order.
  [[nodiscard]] ConnectionStatus status() const { return status_; }
  [[nodiscard]] const std::string& socket_id() const { return socket_id_; }
  [[nodiscard]] ChannelState state_of(const std::string& channel) const;
  [[nodiscard]] std::set<std::string> members(const std::string& channel) const;
  /// The numbers of the published events that arrived on a channel, in order.
  [[nodiscard]] const std::vector<std::int64_t>& numbers(const std::string& channel) {
    return numbers_[channel];
  }
  [[nodiscard]] LinkId link() const { return link_; }
  /// When data last arrived on the link.
  [[nodiscard]] Time heard_at() const { return heard_at_; }
  [[nodiscard]] const std::set<std::uint32_t>& unsettled() const { return whispers_; }
  [[nodiscard]] bool refreshing() const { return refreshing_; }

 private:
  struct Presence {
    std::set<std::string> members;
    std::optional<std::set<std::string>> told;  ///< The members of a `Subscribed` in this step.
  };

  void breach(std::string rule, std::string detail = {});
  void saw(const effect::OpenLink& open);
  void saw(const effect::SendText& send);
  void saw(const effect::SendRequest& send);
  void saw(const effect::CloseLink& close);
  void begun(LinkId link, const std::string& url);
  void said(const std::string& text);
  void check_signature(const std::string& signature, const std::string& text);
  void count_client_event();
  bool answered_request(const in::RequestAnswered& answer);
  void saw(const effect::Authorize& authorize);
  void saw(const effect::CancelAuth& cancel);
  void saw(const effect::AddRoute& route);
  void saw(const Event& event);
  void saw(const event::ConnectionChanged& changed);
  void saw(const event::RetryScheduled& retry);
  void saw(const event::Subscribed& subscribed);
  void saw(const event::Message& message);
  void joined(const event::MemberJoined& joined);
  void left(const event::MemberLeft& left);

  std::size_t client_;
  const Options& options_;
  const Speech& speech_;
  Verdict& verdict_;

  Time now_{};
  std::optional<Time> deadline_;
  bool ticked_ = false;      // The input of this step is a Tick.
  std::uint32_t idle_ = 0;   // Consecutive ticks that were requested for the same moment.
  bool no_links_ = false;    // After Disconnect.
  bool quiet_step_ = false;  // The step is a Disconnect.
  bool is_unasked_ = false;  // The step is an answer to a request that is not in progress.
  bool attempt_failed_ = false;
  Millis retry_after_{0};  // The longest that an auth endpoint has asked for.
  std::uint32_t told_sent_ = 0;
  std::uint32_t client_events_ = 0;
  std::vector<Time> client_events_at_;  // On this link.

  LinkId link_;  // The link that was opened and has neither been closed nor ended.
  bool link_open_ = false;
  Time heard_at_{};
  std::uint32_t last_link_ = 0;
  std::vector<Time> opened_at_;
  // For a link over requests:
  bool is_polled_ = false;
  RequestId poll_;
  RequestId post_;
  Time posted_at_{};
  std::uint32_t last_request_ = 0;
  std::int64_t told_ahead_ = 0;  // Client events that wait for the next POST.

  std::string socket_id_;
  ConnectionStatus status_ = ConnectionStatus::Initialized;

  struct Asked {
    AuthKind kind{};
    std::string channel;
    std::string socket_id;
  };
  std::map<std::uint32_t, Asked> asked_;           // Auth requests in progress.
  std::map<std::string, std::string> signed_for_;  // Signature → socket id.
  bool refreshing_ = false;

  std::set<std::uint32_t> whispers_;
  std::map<std::string, ChannelState> states_;
  std::map<std::string, Presence> rosters_;
  std::map<std::string, std::vector<std::int64_t>> numbers_;
};

}  // namespace oread::sim
