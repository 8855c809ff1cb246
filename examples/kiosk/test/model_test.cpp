// Whether the shown state is still true, over outages and restarts of the program.
#include "model.hpp"

#include <gtest/gtest.h>

#include "zone.hpp"

namespace kiosk {
namespace {

using oread::ChannelState;
using oread::ConnectionStatus;
namespace event = oread::event;

constexpr const char* kWhole =
    R"({"services": [{"id": 1, "name": "Radio", "status": "up"}], "incidents": []})";
constexpr const char* kChange = R"({"service": {"id": 1, "name": "Radio", "status": "down"}})";

class ModelTest : public testing::Test {
 protected:
  void connect(int seconds) {
    model.on(
        event::ConnectionChanged{
            ConnectionStatus::Connecting, ConnectionStatus::Connected, {}, {}, {}},
        at(seconds));
    for (const char* name : {"news", "cache-news"}) {
      model.on(event::ChannelChanged{name, ChannelState::Subscribed}, at(seconds));
    }
  }
  void lose(int seconds) {
    model.on(
        event::ConnectionChanged{
            ConnectionStatus::Connected, ConnectionStatus::Reconnecting, {}, {}, {}},
        at(seconds));
    for (const char* name : {"news", "cache-news"}) {
      model.on(event::ChannelChanged{name, ChannelState::Waiting}, at(seconds));
    }
  }
  bool message(const char* channel, const char* name, const char* data, int seconds) {
    return model.on(event::Message{channel, name, data, {}, false}, at(seconds));
  }

  Model model{{"news", "cache-news"}, at(0)};
};

TEST_F(ModelTest, KnowsNothingAtFirst) {
  EXPECT_EQ(model.freshness(), Freshness::Unknown);
  connect(1);
  EXPECT_EQ(model.freshness(), Freshness::Unknown);
}

TEST_F(ModelTest, AWholeStateMakesItComplete) {
  connect(1);
  EXPECT_TRUE(message("news", "service.status.changed", kChange, 2));
  EXPECT_EQ(model.freshness(), Freshness::Partial);
  EXPECT_EQ(model.known_until(at(2).wall), 0);
  EXPECT_TRUE(message("cache-news", "status.published", kWhole, 3));
  EXPECT_EQ(model.freshness(), Freshness::Complete);
  EXPECT_EQ(model.known_until(at(50).wall), at(50).wall);
}

TEST_F(ModelTest, AnOutageLeavesAGapUntilTheNextWholeState) {
  connect(1);
  message("cache-news", "status.published", kWhole, 2);
  lose(60);
  EXPECT_EQ(model.freshness(), Freshness::Old);
  EXPECT_EQ(model.known_until(at(100).wall), at(60).wall);
  connect(120);
  EXPECT_EQ(model.freshness(), Freshness::Partial);
  EXPECT_EQ(model.known_until(at(130).wall), at(60).wall);
  EXPECT_EQ(model.live_since(), at(120).wall);
  // One change says nothing about the others.
  message("news", "service.status.changed", kChange, 125);
  EXPECT_EQ(model.freshness(), Freshness::Partial);
  lose(130);
  EXPECT_EQ(model.known_until(at(140).wall), at(60).wall);
  connect(150);
  message("cache-news", "status.published", kWhole, 151);
  EXPECT_EQ(model.freshness(), Freshness::Complete);
}

TEST_F(ModelTest, AConnectionLostBeforeAllChannelsLeavesAGapToo) {
  model.on(
      event::ConnectionChanged{
          ConnectionStatus::Connecting, ConnectionStatus::Connected, {}, {}, {}},
      at(1));
  model.on(event::ChannelChanged{"cache-news", ChannelState::Subscribed}, at(1));
  message("cache-news", "status.published", kWhole, 2);
  EXPECT_EQ(model.freshness(), Freshness::Old);
  lose(5);
  EXPECT_EQ(model.known_until(at(500).wall), at(5).wall);
}

TEST_F(ModelTest, StartsFromWhatWasKept) {
  connect(1);
  message("cache-news", "status.published", kWhole, 2);
  Model next{{"news", "cache-news"}, at(1000)};
  next.restore(model.kept(at(30).wall));
  EXPECT_EQ(next.freshness(), Freshness::Old);
  EXPECT_EQ(next.known_until(at(1000).wall), at(30).wall);
  EXPECT_EQ(next.state().services.at(0).name, "Radio");
}

TEST_F(ModelTest, EventsOfOtherChannelsAndWrongOnesChangeNothing) {
  connect(1);
  EXPECT_FALSE(message("other", "service.status.changed", kChange, 2));
  EXPECT_FALSE(message("news", "something.else", kChange, 2));
  EXPECT_FALSE(message("news", "service.status.changed", "{}", 2));
  EXPECT_EQ(model.complaint(), "service.status.changed: its data has no service");
  EXPECT_FALSE(model.on(event::Message{"news", "service.status.changed", {}, {}, false}, at(2)));
  EXPECT_EQ(model.freshness(), Freshness::Unknown);
  EXPECT_TRUE(message("news", "service.status.changed", kChange, 3));
  EXPECT_EQ(model.complaint(), "");
  EXPECT_EQ(model.news(), "Radio: down");
}

}  // namespace
}  // namespace kiosk
