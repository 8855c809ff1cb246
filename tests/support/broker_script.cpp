#include "support/broker_script.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "oread/broker/signing.hpp"

namespace oread::test {
namespace {

const native::OpenSslDigests kDigests;

broker::App app(const std::string& id, const std::string& suffix) {
  broker::App out;
  out.id = id;
  out.key = "key" + suffix;
  out.secret = "secret" + suffix;
  return out;
}

}  // namespace

broker::Options one_app() {
  broker::Options options;
  options.apps = {app("1", "")};
  return options;
}

broker::Options two_apps() {
  broker::Options options;
  options.apps = {app("1", ""), app("2", "2")};
  return options;
}

BrokerScript::BrokerScript(const broker::Options& options) : broker(options, kDigests) {
  const auto problem = check(options);
  EXPECT_FALSE(problem) << problem->text;
  // Nodes of one cluster give out different socket ids.
  for (const char c : options.cluster.node) entropy_ += static_cast<std::uint64_t>(c) << 40U;
}

void BrokerScript::carry_out(broker::Effects effects) {
  for (auto& each : effects) {
    if (auto* send = std::get_if<broker::effect::SendText>(&each)) {
      EXPECT_EQ(closed_.count(send->connection), 0U) << "a text for a closed connection";
      heard_[send->connection].push_back(*send->text);
    } else if (auto* close = std::get_if<broker::effect::CloseConnection>(&each)) {
      EXPECT_EQ(closed_.count(close->connection), 0U) << "closed twice";
      EXPECT_LE(close->reason.size(), 123U);
      closed_[close->connection] = close->code;
    } else if (auto* answer = std::get_if<broker::effect::HttpResponse>(&each)) {
      answers_.push_back({answer->status, answer->content_type, answer->body});
    } else if (auto* webhook = std::get_if<broker::effect::DeliverWebhook>(&each)) {
      webhooks.push_back(*webhook);
    } else if (auto* question = std::get_if<broker::effect::AskAccess>(&each)) {
      asked.push_back(*question);
    } else if (auto* drop = std::get_if<broker::effect::DropAccess>(&each)) {
      dropped.push_back(drop->access);
    } else if (auto* done = std::get_if<broker::effect::Published>(&each)) {
      published = *done;
    } else if (auto* notice = std::get_if<broker::effect::Notice>(&each)) {
      notices.push_back(*notice);
    } else if (auto* tell = std::get_if<broker::effect::TellNodes>(&each)) {
      told.push_back(tell->text);
    } else {
      ++drained;
    }
  }
}

void BrokerScript::give(broker::Input input) {
  carry_out(broker.handle(std::move(input), now_));
}

ConnectionId BrokerScript::arrive(const Arrival& arrival) {
  const ConnectionId id{++last_id_};
  give(broker::in::ConnectionOpened{id, arrival.path, arrival.query, arrival.origin, arrival.secure,
                                    entropy_++, arrival.host});
  return id;
}

ConnectionId BrokerScript::connect(const std::string& key) {
  Arrival arrival;
  arrival.path = "/app/" + key;
  const ConnectionId id = arrive(arrival);
  const Texts greeting = take(id);
  EXPECT_EQ(greeting.size(), 1U);
  EXPECT_EQ(greeting.front().find("{\"event\":\"pusher:connection_established\""), 0U)
      << greeting.front();
  return id;
}

void BrokerScript::say(ConnectionId who, const std::string& text) {
  give(broker::in::TextReceived{who, text});
}

void BrokerScript::hang_up(ConnectionId who) {
  give(broker::in::ConnectionClosed{who});
}

void BrokerScript::ask_subscribe(ConnectionId who, const std::string& channel,
                                 const std::string& auth, const std::string& channel_data) {
  nlohmann::json data = {{"channel", channel}};
  if (!auth.empty()) data["auth"] = auth;
  if (!channel_data.empty()) data["channel_data"] = channel_data;
  say(who, nlohmann::json{{"event", "pusher:subscribe"}, {"data", data}}.dump());
}

std::string BrokerScript::auth(ConnectionId who, const std::string& channel,
                               const std::string& channel_data) const {
  return sign_channel(kDigests, {"key", "secret"}, socket_id(who), channel, channel_data);
}

void BrokerScript::subscribe(ConnectionId who, const std::string& channel,
                             const std::string& channel_data) {
  ask_subscribe(who, channel, auth(who, channel, channel_data), channel_data);
}

void BrokerScript::join(ConnectionId who, const std::string& channel,
                        const std::string& channel_data) {
  subscribe(who, channel, channel_data);
  const Texts heard = take(who);
  ASSERT_FALSE(heard.empty());
  EXPECT_EQ(heard.front().find("{\"event\":\"pusher_internal:subscription_succeeded\""), 0U)
      << heard.front();
}

void BrokerScript::unsubscribe(ConnectionId who, const std::string& channel) {
  say(who,
      nlohmann::json{{"event", "pusher:unsubscribe"}, {"data", {{"channel", channel}}}}.dump());
}

void BrokerScript::ask_sign_in(ConnectionId who, const std::string& user_data,
                               const std::string& auth) {
  say(who, nlohmann::json{{"event", "pusher:signin"},
                          {"data", {{"auth", auth}, {"user_data", user_data}}}}
               .dump());
}

void BrokerScript::sign_in(ConnectionId who, const std::string& user_data) {
  ask_sign_in(who, user_data, sign_user(kDigests, {"key", "secret"}, socket_id(who), user_data));
}

Texts BrokerScript::take(ConnectionId who) {
  return std::exchange(heard_[who], {});
}

int BrokerScript::closed_with(ConnectionId who) const {
  const auto at = closed_.find(who);
  return at == closed_.end() ? 0 : at->second;
}

bool BrokerScript::is_served(ConnectionId who) {
  take(who);
  say(who, R"({"event":"pusher:ping"})");
  return take(who) == Texts{R"({"event":"pusher:pong","data":"{}"})"};
}

std::string BrokerScript::socket_id(ConnectionId who) const {
  return std::string(broker.socket_id(who));
}

BrokerScript::Answer BrokerScript::raw(const std::string& method, const std::string& path,
                                       const std::string& query, const std::string& body) {
  answers_.clear();
  give(broker::in::HttpRequest{{1}, method, path, query, body});
  EXPECT_EQ(answers_.size(), 1U) << "every request is answered exactly once";
  return answers_.empty() ? Answer{} : answers_.front();
}

BrokerScript::Answer BrokerScript::request(broker::ApiRequest request,
                                           const broker::Credentials& app) {
  if (request.unix_seconds == 0) request.unix_seconds = now_.unix_ms / 1000;
  return raw(request.method, request.path, sign_request(kDigests, app, request), request.body);
}

BrokerScript::Answer BrokerScript::post(const std::string& path, const std::string& body) {
  broker::ApiRequest each;
  each.path = "/apps/1/" + path;
  each.body = body;
  return request(each);
}

BrokerScript::Answer BrokerScript::get(const std::string& path,
                                       std::vector<std::pair<std::string, std::string>> query) {
  broker::ApiRequest each;
  each.method = "GET";
  each.path = "/apps/1/" + path;
  each.query = std::move(query);
  return request(each);
}

void BrokerScript::publish(const std::string& channel, const std::string& event,
                           const std::string& data, const std::string& socket_id,
                           const std::string& app) {
  published.reset();
  give(broker::in::Publish{{7}, app, {channel}, event, data, socket_id});
  ASSERT_TRUE(published);
  EXPECT_FALSE(published->error) << published->error->text;
}

void BrokerScript::tick() {
  give(broker::in::Tick{});
}

void BrokerScript::wait(Millis span) {
  const Time until = now_.at + span;
  for (int rounds = 0; rounds < 100'000; ++rounds) {
    const auto next = broker.deadline();
    if (!next || *next > until) break;
    const Millis step = std::max(Millis{0}, *next - now_.at);
    now_ = {now_.at + step, now_.unix_ms + step.count()};
    tick();
  }
  now_ = {until, now_.unix_ms + (until - now_.at).count()};
  tick();
}

}  // namespace oread::test
