#include "server.hpp"

#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

namespace oread::sim {
namespace {

using nlohmann::json;

broker::Options options() {
  broker::App app;
  app.id = TheApp::kId;
  app.key = TheApp::kKey;
  app.secret = TheApp::kSecret;
  broker::Options options;
  options.apps.push_back(std::move(app));
  options.notices = false;
  // Short, so that half-open connections are gone before the world is checked.
  options.liveness.activity_timeout = std::chrono::seconds(30);
  options.liveness.ping_after = std::chrono::seconds(35);
  options.liveness.pong_within = std::chrono::seconds(10);
  return options;
}

}  // namespace

Server::Server(Schedule& schedule, Random& random, Network& network)
    : schedule_(schedule), random_(random), network_(network) {
  start();
}

broker::Now Server::now() const {
  return {schedule_.now(), 1'700'000'000'000 + schedule_.now().time_since_epoch().count()};
}

void Server::start() {
  if (up()) return;
  broker_.emplace(options(), digests_);
  ++life_;
  armed_for_.reset();
}

void Server::die() {
  if (!up()) return;
  broker_.reset();
  ++life_;
  network_.server_died();
}

void Server::restart(Millis away, bool politely) {
  if (!up()) return;
  Millis until_death{0};
  if (politely) {
    give(broker::in::Drain{});
    until_death = Millis(300);
  }
  schedule_.in(until_death, [this] { die(); });
  schedule_.in(until_death + away, [this] { start(); });
}

void Server::opened(broker::ConnectionId connection, const std::string& url) {
  if (!up()) return;
  const std::size_t path_at = url.find('/', url.find("//") + 2);
  const std::size_t query_at = url.find('?', path_at);
  broker::in::ConnectionOpened opened;
  opened.connection = connection;
  opened.path = url.substr(path_at, query_at - path_at);
  if (query_at != std::string::npos) opened.query = url.substr(query_at + 1);
  opened.entropy = random_.bits();
  give(std::move(opened));
}

void Server::heard(broker::ConnectionId connection, std::string text) {
  give(broker::in::TextReceived{connection, std::move(text)});
}

void Server::gone(broker::ConnectionId connection) {
  give(broker::in::ConnectionClosed{connection});
}

void Server::publish(const std::string& channel, const std::string& event,
                     const std::string& data) {
  broker::in::Publish publish;
  publish.request = RequestId{++request_};
  publish.app_id = TheApp::kId;
  publish.channels = {channel};
  publish.event = event;
  publish.data = data;
  give(std::move(publish));
}

void Server::give(broker::Input input) {
  if (!up()) return;
  for (broker::Effect& effect : broker_->handle(std::move(input), now())) carry_out(effect);
  arm();
}

void Server::carry_out(broker::Effect& effect) {
  if (auto* send = std::get_if<broker::effect::SendText>(&effect)) {
    network_.send(send->connection, *send->text);
  } else if (auto* close = std::get_if<broker::effect::CloseConnection>(&effect)) {
    network_.close(close->connection, close->code, close->reason);
  } else if (auto* response = std::get_if<broker::effect::HttpResponse>(&effect)) {
    answer_ = std::move(response->body);
  }
}

void Server::arm() {
  const std::optional<Time> deadline = broker_->deadline();
  if (!deadline || (armed_for_ && *armed_for_ <= *deadline)) return;
  armed_for_ = deadline;
  schedule_.at(*deadline, [this, life = life_] {
    if (life != life_) return;
    armed_for_.reset();
    give(broker::in::Tick{});
  });
}

std::string Server::ask(const std::string& path) {
  broker::ApiRequest request;
  request.method = "GET";
  request.path = std::string("/apps/") + TheApp::kId + path;
  request.unix_seconds = now().unix_ms / 1000;
  broker::in::HttpRequest http;
  http.request = RequestId{++request_};
  http.method = request.method;
  http.path = request.path;
  http.query = broker::sign_request(digests_, credentials(), request);
  answer_.clear();
  give(std::move(http));
  return answer_;
}

std::set<std::string> Server::members(const std::string& channel) {
  std::set<std::string> ids;
  const json answer = json::parse(ask("/channels/" + channel + "/users"), nullptr, false);
  for (const json& user : answer.value("users", json::array())) {
    ids.insert(user.value("id", std::string("?")));
  }
  return ids;
}

broker::Counts Server::counts() const {
  return broker_ ? broker_->counts() : broker::Counts{};
}

}  // namespace oread::sim
