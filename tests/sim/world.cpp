#include "world.hpp"

#include <algorithm>
#include <utility>

#include "channels.hpp"

namespace oread::sim {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr Millis kBadFor = seconds(180);
constexpr Millis kClearFor = seconds(150);

}  // namespace

World::World(Weather weather, Language language, std::uint64_t seed, bool record)
    : weather_(std::move(weather)),
      language_(language),
      random_(seed),
      network_(schedule_, random_, weather_),
      server_(schedule_, random_, network_),
      desk_(schedule_, random_, weather_, server_.digests()) {
  make_clients(seed, record);
}

const std::vector<std::string>& World::channels() const {
  return channels_in(language_);
}

void World::make_clients(std::uint64_t seed, bool record) {
  const Surroundings world{schedule_, random_, weather_, network_, desk_, verdict_, record};
  std::vector<ClientEnd*> ends;
  const std::size_t count = 2 + random_.below(3);
  for (std::size_t i = 0; i < count; ++i) {
    Options options;
    options.seed = static_cast<std::uint32_t>(seed * 31 + i + 1);
    options.reconnect.on_fatal = random_.chance(50) ? OnFatal::Stop : OnFatal::RetrySlowly;
    options.reconnect.fatal_retry = seconds(20);  // 5 min would only make worlds longer.
    options.auth.can_refresh = random_.chance(50);
    // Some know the server's limit, others learn it.
    options.whispers.per_second = random_.chance(50) ? 2 : 0;
    std::unique_ptr<Speech> speech =
        language_ == Language::Toy ? toy_speech(seed + i) : pusher_speech();
    clients_.push_back(std::make_unique<Client>(i, options, std::move(speech), world));
    ends.push_back(&clients_.back()->gateway());
  }
  network_.connect(server_, std::move(ends));
}

std::optional<Breach> World::run() {
  begin();
  pass(kBadFor);
  clear_up();
  if (!verdict_.broken()) {
    for (std::size_t i = 0; i < clients_.size(); ++i) look_at(i);
    look_at_rosters();
    look_at_deliveries();
    look_at_the_end();
  }
  return verdict_.first();
}

void World::pass(Millis span) {
  schedule_.run_until(schedule_.now() + span, [this] { return verdict_.broken(); });
}

void World::breach(std::size_t client, std::string rule, std::string detail) {
  verdict_.breach({std::move(rule), std::move(detail), client, schedule_.now()});
}

void World::begin() {
  bad_until_ = schedule_.now() + kBadFor;
  for (std::size_t i = 0; i < clients_.size(); ++i) {
    schedule_.in(random_.between(Millis(0), seconds(2)), [this, i] { clients_[i]->connect(); });
    schedule_.in(random_.between(Millis(0), seconds(4)), [this, i] {
      for (int k = 0; k < 4; ++k) clients_[i]->subscribe(random_.one_of(channels()), {});
    });
    often(60, [this, i] { use_app(i); });
    plan_faults(i);
  }
  often(200, [this] { publish(random_.one_of(channels())); });
  often(weather_.restarts,
        [this] { server_.restart(random_.between(Millis(0), seconds(8)), random_.chance(50)); });
}

/// Triggers something about `per_100_s` times in 100 s, as long as the weather is bad.
void World::often(std::uint32_t per_100_s, std::function<void()> happens) {
  if (per_100_s == 0) return;
  const Millis next = random_.between(Millis(1), Millis(200'000 / per_100_s));
  if (schedule_.now() + next > bad_until_) return;
  schedule_.in(next, [this, per_100_s, happens = std::move(happens)] {
    happens();
    often(per_100_s, happens);
  });
}

void World::publish(const std::string& channel) {
  std::string data = "{\"n\":" + std::to_string(++number_) + "}";
  if (is_encrypted(channel)) {
    const std::string digits = std::to_string(number_);
    data = R"({"nonce":"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz","ciphertext":"n)" +
           std::string(23 - digits.size(), '0') + digits + "\"}";
  }
  server_.publish(channel, "news", data);
}

void World::use_app(std::size_t client) {
  Client& app = *clients_[client];
  const std::string& channel = random_.one_of(channels());
  const LeaseId lease{random_.below(3)};
  switch (random_.below(12)) {
    case 0: app.disconnect(); break;
    case 1: app.connect(); break;
    case 2:
    case 3: app.unsubscribe(channel, lease); break;
    case 4:
    case 5:
    case 6:
      // Sometimes more than may be sent in two seconds at once, like from a moving pointer.
      for (std::uint32_t i = random_.below(random_.chance(10) ? 40 : 4); i > 0; --i)
        app.whisper(channel, random_.chance(80));
      break;
    case 7: app.give(in::SignIn{}); break;
    case 8:
      // A page that is left and entered again: input for the old subscription meets the new one.
      for (std::uint32_t held = 0; held < 3; ++held) app.unsubscribe(channel, LeaseId{held});
      schedule_.in(random_.between(Millis(0), Millis(900)),
                   [&app, channel] { app.subscribe(channel, {}); });
      break;
    default: app.subscribe(channel, lease); break;
  }
}

/// The weather clears: all clients are awake and online, and apps that were stopped or refused
/// retry.
void World::clear_up() {
  weather_ = Weather{.name = "clear"};
  for (std::size_t i = 0; i < clients_.size(); ++i) {
    if (!network_.online(i)) {
      network_.set_online(i, true);
      clients_[i]->give(in::OnlineChanged{true});
    }
    clients_[i]->give(in::Woke{WakeReason::Visible});
  }
  while (!verdict_.broken() && std::any_of(clients_.begin(), clients_.end(),
                                           [this](const std::unique_ptr<Client>& client) {
                                             return client->asleep() ||
                                                    client->punctual_since() > schedule_.now();
                                           })) {
    pass(seconds(10));
  }
  for (int round = 0; round < 2; ++round) {
    for (const auto& client : clients_) {
      if (client->rules().status() == ConnectionStatus::Disconnected &&
          client->wants_connection()) {
        client->connect();
      }
      for (const std::string& channel : client->wanted()) {
        if (client->state_of(channel) == ChannelState::Failed)
          client->subscribe(channel, LeaseId{0});
      }
    }
    pass(kClearFor / 2);
  }
}

}  // namespace oread::sim
