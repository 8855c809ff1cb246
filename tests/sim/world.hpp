// A world: one server, a few clients, a network and its weather, all from one seed. First
// everything goes wrong for a while, then the weather clears, and the world checks what must be
// true then.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client.hpp"

namespace oread::sim {

class World {
 public:
  World(Weather weather, Language language, std::uint64_t seed, bool record);

  /// The first rule that did not hold, if any.
  std::optional<Breach> run();

  [[nodiscard]] const std::vector<std::unique_ptr<Client>>& clients() const { return clients_; }

 private:
  [[nodiscard]] const std::vector<std::string>& channels() const;
  void make_clients(std::uint64_t seed, bool record);
  void pass(Millis span);
  void breach(std::size_t client, std::string rule, std::string detail = {});

  // While the weather is bad.
  void begin();
  void often(std::uint32_t per_100_s, std::function<void()> happens);
  void plan_faults(std::size_t client);
  void cut(std::size_t client);
  void lose_network(std::size_t client);
  void use_app(std::size_t client);
  void publish(const std::string& channel);

  // After it has cleared.
  void clear_up();
  void look_at(std::size_t client);
  void look_at_rosters();
  void look_at_deliveries();
  void look_at_the_end();

  Weather weather_;
  Language language_;
  Schedule schedule_;
  Random random_;
  Verdict verdict_;
  Network network_;
  Server server_;
  AuthDesk desk_;
  std::vector<std::unique_ptr<Client>> clients_;
  Time bad_until_{};
  std::int64_t number_ = 0;  // The number of the last published event.
};

}  // namespace oread::sim
