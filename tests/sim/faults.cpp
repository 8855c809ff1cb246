// Faults that happen while the weather is bad.
#include <string>
#include <vector>

#include "world.hpp"

namespace oread::sim {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

const std::vector<std::uint16_t> kCodes = {1000, 1001, 1005, 1006, 1009, 1011, 1012, 3000, 4000,
                                           4001, 4004, 4009, 4100, 4200, 4201, 4300, 4999};

const std::vector<std::string> kGarbage = {
    "",
    "garbage",
    "{",
    "[]",
    "{}",
    "null",
    R"("text")",
    R"({"event":5})",
    R"({"event":"x","channel":{}})",
    R"({"event":"pusher:error"})",
    R"({"event":"pusher:error","data":"{\"code\":4301,\"message\":\"no\"}"})",
    R"({"event":"pusher:connection_established","data":"{\"socket_id\":\"6.6\"}"})",
    R"({"event":"pusher_internal:subscription_succeeded","channel":"nobody","data":"{}"})",
    R"({"event":"pusher_internal:member_added","channel":"presence-room","data":"[]"})",
    R"({"event":"pusher_internal:member_removed","channel":"presence-room"})",
    R"({"event":"pusher:ping","data":{}})",
    R"({"event":"other","channel":"news","data":"\ud800"})",
    "{\"event\":\"other\",\"channel\":\"news\",\"data\":\"\xFF\xC0\"}",
    std::string(3'000, '['),
};

}  // namespace

void World::plan_faults(std::size_t client) {
  Client* host = clients_[client].get();
  const auto span = [this](Millis most) { return random_.between(Millis(1), most); };
  often(weather_.drops, [this, client] { network_.drop(client); });
  often(weather_.half_opens, [this, client] { cut(client); });
  often(weather_.closes, [this, client] {
    network_.close_by_server(client, random_.one_of(kCodes), random_.chance(30));
  });
  often(weather_.garbage, [this, client] { network_.inject(client, random_.one_of(kGarbage)); });
  often(weather_.offline, [this, client] { lose_network(client); });
  often(weather_.sleeps, [this, host, span] {
    host->sleep(random_.chance(70) ? span(seconds(40)) : span(minutes(90)), random_.chance(50));
  });
  often(weather_.throttles, [host, span] { host->throttle(span(seconds(60))); });
  often(weather_.suspensions, [this, host, span] {
    host->give(in::Suspended{});
    schedule_.in(span(seconds(30)), [host] { host->give(in::Woke{WakeReason::Resumed}); });
  });
  often(weather_.echoes, [host] { host->repeat_something(); });
}

/// The connection stays open, but nothing arrives any more, in one direction or in both.
void World::cut(std::size_t client) {
  network_.cut(client, random_.chance(80), random_.chance(80));
  const Wire* wire = network_.newest(client);
  if (wire == nullptr || !wire->to_client_cut) return;
  const Client* host = clients_[client].get();
  // Until it is greeted, a link has another limit; and a greeting that the gateway holds back comes
  // after the cut.
  if (host->rules().status() != ConnectionStatus::Connected) return;
  const Time begun = schedule_.now();
  // 100 ms for requests made at the same moment.
  schedule_.in(host->speech().notices_silence_within() + Millis(100), [this, client, host, begun,
                                                                       link = wire->link] {
    if (host->asleep() || host->punctual_since() > begun || host->rules().link() != link) return;
    if (host->rules().status() == ConnectionStatus::Connected) {
      breach(client, "A half-open link is noticed in time.");
    }
  });
}

/// The network goes down; the host may notice and report it; later it comes back.
void World::lose_network(std::size_t client) {
  if (!network_.online(client)) return;
  network_.set_online(client, false);
  Client* host = clients_[client].get();
  const bool says_so = random_.chance(70);
  if (says_so) host->give(in::OnlineChanged{false});
  schedule_.in(random_.between(Millis(100), seconds(60)), [this, client, host, says_so] {
    network_.set_online(client, true);
    if (says_so) host->give(in::OnlineChanged{true});
  });
}

}  // namespace oread::sim
