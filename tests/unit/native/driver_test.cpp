#include "driver.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "oread/dialects.hpp"

namespace oread::native {
namespace {

using ::testing::ElementsAre;

/// Records what the driver does. Calls `on_effect` for each effect.
class RecordedPorts final : public DriverPorts {
 public:
  Time now() override { return at; }
  void wake_at(std::optional<Time> next) override { wakes.push_back(next); }
  void perform(effect::OpenLink& effect) override { note(effect); }
  void perform(effect::SendText& effect) override { note(effect); }
  void perform(effect::SendBinary& effect) override { note(effect); }
  void perform(effect::SendRequest& effect) override { note(effect); }
  void perform(effect::CloseLink& effect) override { note(effect); }
  void perform(effect::Authorize& effect) override { note(effect); }
  void perform(effect::CancelAuth& effect) override { note(effect); }
  void perform(effect::RefreshCredentials& effect) override { note(effect); }
  void perform(effect::LoadDecryption& effect) override { note(effect); }
  void perform(effect::Decrypt& effect) override { note(effect); }
  void perform(effect::Announce& effect) override { note(effect); }

  Time at{};
  std::vector<std::string> effects;
  std::vector<std::optional<Time>> wakes;
  std::function<void(const std::string&)> on_effect = [](const std::string&) {};

 private:
  template <class E>
  void note(const E& /*effect*/) {
    effects.emplace_back(E::kName);
    on_effect(E::kName);
  }
};

class DriverTest : public ::testing::Test {
 protected:
  static Engine engine() {
    PusherOptions pusher;
    pusher.key = "key";
    pusher.host = "127.0.0.1";
    return Engine(Options{}, make_pusher(pusher));
  }
  [[nodiscard]] int count(const std::string& name) const {
    return static_cast<int>(std::count(ports_.effects.begin(), ports_.effects.end(), name));
  }

  RecordedPorts ports_;
  Driver driver_{engine(), ports_};
};

TEST_F(DriverTest, AnInputIsHandledAtOnceAndTheNextWakeUpIsTheDeadline) {
  driver_.tell(in::Connect{});
  EXPECT_EQ(count("open-link"), 1);
  EXPECT_THAT(ports_.wakes, ElementsAre(driver_.engine().deadline()));
}

TEST_F(DriverTest, AnInputFromWithinAnEffectWaitsForTheOtherEffects) {
  bool told = false;
  std::size_t before = 0;
  ports_.on_effect = [&](const std::string&) {
    if (std::exchange(told, true)) return;
    driver_.tell(in::Disconnect{});
    before = ports_.effects.size();
  };
  driver_.tell(in::Connect{});
  EXPECT_EQ(before, 1U);
  EXPECT_EQ(count("open-link"), 1);
  EXPECT_EQ(count("close-link"), 1);
  EXPECT_EQ(ports_.effects.back(), "announce");
  EXPECT_EQ(ports_.wakes.size(), 1U);
}

TEST_F(DriverTest, AStopClosesTheLinkAndThenNothingIsPerformedAndNoWakeUpIsLeft) {
  ports_.on_effect = [&](const std::string&) { driver_.stop(); };
  driver_.tell(in::Connect{});
  EXPECT_THAT(ports_.effects, ElementsAre("open-link", "close-link"));
  driver_.tell(in::Disconnect{});
  EXPECT_EQ(ports_.effects.size(), 2U);
  EXPECT_THAT(ports_.wakes, ElementsAre(std::nullopt));
}

}  // namespace
}  // namespace oread::native
