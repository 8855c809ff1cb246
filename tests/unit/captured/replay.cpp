#include "unit/captured/replay.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "support/match.hpp"

namespace oread::test {

namespace {

using nlohmann::json;
using What = Captured::What;

Options options() {
  Options options;
  options.channels.leave_grace = Millis{0};
  return options;
}

/// JSON in a string, or JSON itself: servers send both.
json unpacked(const json& data) {
  if (!data.is_string()) return data;
  json inner = json::parse(data.get<std::string>(), nullptr, false);
  return inner.is_discarded() ? data : inner;
}

std::string id_text(const json& id) {
  return id.is_string() ? id.get<std::string>() : id.dump();
}

}  // namespace

Replay::Replay() : world_(options()) {}

void Replay::run(const CapturedConnection& connection) {
  std::uint16_t code = 1006;
  const Millis begin = connection.lines.front().at;
  for (const Captured& line : connection.lines) {
    const Time at = Time{line.at - begin};
    pass_until(at);
    switch (line.what) {
      case What::TcpOpen: give(in::Connect{}); break;
      case What::Upgraded: give(in::LinkOpened{world_.link()}); break;
      case What::ClientText: wish(line.text); break;
      case What::ServerText:
        // The engine may have closed a link on which the recorded client stayed.
        if (!world_.link()) return;
        expect(line.text);
        give(in::LinkText{world_.link(), line.text});
        give(in::Tick{});
        break;
      case What::ClientClose: give(in::Disconnect{}); return;
      case What::ServerClose:
        if (line.code != 0) code = line.code;
        break;
      case What::TcpClosed:
        if (world_.link()) give(in::LinkClosed{world_.link(), code, {}});
        return;
    }
  }
}

/// From deadline to deadline, so that a ping is answered when it is sent.
void Replay::pass_until(Time at) {
  while (world_.now() < at && world_.offences().empty()) {
    const Time next = std::min(at, world_.engine().deadline().value_or(at));
    for (const Effect& effect : world_.pass(std::max(Millis{0}, next - world_.now())))
      watch(effect);
    if (next == at) return;
  }
}

void Replay::give(Input input) {
  for (const Effect& effect : world_.give(std::move(input))) watch(effect);
}

void Replay::watch(const Effect& effect) {
  if (const auto* ask = std::get_if<effect::Authorize>(&effect)) {
    give(in::AuthAnswered{ask->request, 200, false, 0, grant_.dump()});
  } else if (std::holds_alternative<effect::LoadDecryption>(effect)) {
    give(in::DecryptionReady{true});
  } else if (const auto* box = std::get_if<effect::Decrypt>(&effect)) {
    give(in::Decrypted{box->request, true, json(box->ciphertext).dump()});
  } else if (const auto* send = std::get_if<effect::SendText>(&effect)) {
    if (send->text.find("pusher:ping") != std::string::npos)
      give(in::LinkText{send->link, R"({"event":"pusher:pong"})"});
  } else if (const auto* news = std::get_if<effect::Announce>(&effect)) {
    watch(news->event);
  }
}

void Replay::watch(const Event& event) {
  std::visit(
      Match{[this](const event::Message& message) {
              json data = message.data ? json::parse(*message.data, nullptr, false) : json();
              if (data.is_discarded()) data = *message.data;
              delivered_.push_back({message.channel, message.event, std::move(data)});
            },
            [this](const event::Subscribed& news) {
              ++subscribed_;
              if (!news.channel.starts_with("presence-")) return;
              std::set<std::string>& roster = rosters_[news.channel];
              roster.clear();
              for (const Member& member : news.members) roster.insert(member.id);
            },
            [this](const event::MemberJoined& news) {
              rosters_[news.channel].insert(news.member.id);
            },
            [this](const event::MemberLeft& news) { rosters_[news.channel].erase(news.member.id); },
            [this](const event::ChannelChanged& news) {
              if (news.state == ChannelState::Left) rosters_.erase(news.channel);
            },
            [this](const event::ConnectionChanged& news) {
              if (news.why.code != Errc::None) ends_.push_back(news);
            },
            [this](const event::SubscribeFailed& news) { refusals_.push_back(news); },
            [this](const event::RetryScheduled& news) { retries_.push_back(news); },
            [](const auto&) {}},
      event);
}

/// The app makes the same requests to the engine that the recorded client made to the server.
void Replay::wish(const std::string& text) {
  const json said = json::parse(text, nullptr, false);
  if (!said.is_object() || !said.contains("event") || !said["event"].is_string()) return;
  const std::string event = said["event"];
  const json data = said.value("data", json::object());
  if (event == "pusher:subscribe" && data.contains("channel") && data["channel"].is_string()) {
    grant_ = {{"auth", "app-key:signature"}, {"shared_secret", std::string(43, 'A') + '='}};
    if (data.contains("channel_data")) grant_["channel_data"] = data["channel_data"];
    give(in::Subscribe{data["channel"], {}});
  } else if (event == "pusher:unsubscribe") {
    give(in::Unsubscribe{data.value("channel", ""), {}});
    expected_rosters_.erase(data.value("channel", ""));
  } else if (event.starts_with("client-")) {
    give(in::Whisper{RequestId{++whispers_}, said.value("channel", ""), event, data.dump(), false});
  }
}

/// The expected result of the recorded server's messages, parsed without the engine.
void Replay::expect(const std::string& text) {
  if (world_.engine().status() != ConnectionStatus::Connected) return;
  const json frame = json::parse(text);
  const std::string event = frame["event"];
  const std::string channel = frame.value("channel", "");
  const bool is_app_event = !event.starts_with("pusher:") && !event.starts_with("pusher_internal:");
  if (is_app_event && channel.starts_with("private-encrypted-") &&
      world_.engine().state_of(channel) == ChannelState::Subscribed) {
    expected_.push_back({channel, event, unpacked(frame["data"])["ciphertext"]});
  } else if (is_app_event || event == "pusher:cache_miss" || event == "pusher:error") {
    expected_.push_back({channel, event, unpacked(frame.value("data", json()))});
  } else if (channel.starts_with("presence-")) {
    expect_roster(event.substr(event.find(':') + 1), channel, unpacked(frame["data"]));
  }
}

void Replay::expect_roster(const std::string& name, const std::string& channel, const json& data) {
  if (name == "subscription_succeeded") {
    std::set<std::string>& roster = expected_rosters_[channel];
    roster.clear();
    for (const json& id : data["presence"]["ids"]) roster.insert(id_text(id));
  } else if (const auto roster = expected_rosters_.find(channel);
             roster != expected_rosters_.end()) {
    if (name == "member_added") roster->second.insert(id_text(data["user_id"]));
    if (name == "member_removed") roster->second.erase(id_text(data["user_id"]));
  }
}

}  // namespace oread::test
