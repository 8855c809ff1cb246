// The connection in words, from what the engine reports.
#include "link.hpp"

#include <gtest/gtest.h>

#include "zone.hpp"

namespace kiosk {
namespace {

using oread::ChannelState;
using oread::ConnectionStatus;
using oread::Errc;
namespace event = oread::event;

oread::Event status(ConnectionStatus previous, ConnectionStatus current, oread::Error why = {}) {
  return event::ConnectionChanged{previous, current, {}, std::move(why), {}};
}
oread::Event channel(const char* name, ChannelState state) {
  return event::ChannelChanged{name, state};
}

Link connected() {
  Link link({"news"}, at(0));
  link.on(status(ConnectionStatus::Initialized, ConnectionStatus::Connecting), at(0));
  link.on(status(ConnectionStatus::Connecting, ConnectionStatus::Connected), at(2));
  link.on(channel("news", ChannelState::Subscribed), at(2));
  return link;
}

TEST(Link, CountsDownToTheNextAttempt) {
  Link link({"news"}, at(0));
  EXPECT_EQ(link.words(at(0)), "offline since 12:04, not connecting");
  link.on(status(ConnectionStatus::Initialized, ConnectionStatus::Connecting), at(0));
  EXPECT_EQ(link.words(at(0)), "offline since 12:04, connecting");
  link.on(event::RetryScheduled{1, oread::Millis(2500), {Errc::LinkFailed, 0, "refused"}}, at(1));
  EXPECT_EQ(link.words(at(1)), "offline since 12:04, next attempt in 3 s");
  EXPECT_EQ(link.words(at(3)), "offline since 12:04, next attempt in 1 s");
  EXPECT_EQ(link.words(at(4)), "offline since 12:04, connecting");
  EXPECT_EQ(link.why(), "refused");
  EXPECT_FALSE(link.live());
}

TEST(Link, IsLiveWhenEveryChannelIsSubscribed) {
  Link link({"a", "b"}, at(0));
  link.on(status(ConnectionStatus::Connecting, ConnectionStatus::Connected), at(0));
  EXPECT_FALSE(link.live());
  EXPECT_EQ(link.words(at(5)), "connected for 5 s, waiting for a");
  link.on(channel("a", ChannelState::Subscribed), at(5));
  link.on(channel("other", ChannelState::Subscribed), at(5));
  EXPECT_EQ(link.words(at(5)), "connected for 5 s, waiting for b");
  link.on(channel("b", ChannelState::Subscribed), at(5));
  EXPECT_TRUE(link.live());
  EXPECT_EQ(link.words(at(125)), "connected for 2 min");
  link.on(channel("b", ChannelState::Waiting), at(126));
  EXPECT_FALSE(link.live());
}

TEST(Link, ARefusalIsTold) {
  Link link({"private-a"}, at(0));
  link.on(status(ConnectionStatus::Connecting, ConnectionStatus::Connected), at(0));
  link.on(event::SubscribeFailed{"private-a", {Errc::AuthDenied, 403, "no\x1b[2J"}, false, {}},
          at(1));
  EXPECT_EQ(link.words(at(1)), "connected for 1 s, but not subscribed to private-a");
  EXPECT_EQ(link.why(), "private-a: no [2J");
  link.on(channel("private-a", ChannelState::Subscribed), at(2));
  EXPECT_EQ(link.why(), "");
}

TEST(Link, OfflineCountsFromTheLossOfTheConnection) {
  Link link = connected();
  EXPECT_EQ(link.words(at(3602)), "connected for 1 h");
  link.on(status(ConnectionStatus::Connected, ConnectionStatus::Reconnecting,
                 {Errc::Silent, 0, "the server stopped responding"}),
          at(3602));
  link.on(event::RetryScheduled{1, oread::Millis(300), {}}, at(3602));
  EXPECT_EQ(link.words(at(3602)), "offline since 13:04, next attempt in 1 s");
  link.on(status(ConnectionStatus::Reconnecting, ConnectionStatus::Unavailable), at(3700));
  EXPECT_EQ(link.words(at(90'000)), "offline since 14 Nov 13:04, connecting");
  EXPECT_EQ(link.why(), "the server stopped responding");
  link.on(status(ConnectionStatus::Unavailable, ConnectionStatus::Connected), at(90'000));
  EXPECT_EQ(link.words(at(90'000)), "connected for 0 s");
  EXPECT_EQ(link.why(), "");
}

TEST(Link, AStopIsAStop) {
  Link link = connected();
  link.on(status(ConnectionStatus::Connected, ConnectionStatus::Disconnected,
                 {Errc::LinkClosed, 4001, "no such app"}),
          at(10));
  EXPECT_EQ(link.words(at(10)), "offline since 12:04, stopped");
  EXPECT_EQ(link.why(), "no such app");
}

TEST(Link, ErrorsOfTheServerAreHarmlessAndBounded) {
  Link link({"a"}, at(0));
  link.on(
      event::ConnectionError{{Errc::ServerError, 0, "\x1b]0;x\x07" + std::string(100'000, 'x')}},
      at(0));
  EXPECT_EQ(link.why().find('\x1b'), std::string::npos);
  EXPECT_LE(link.why().size(), 400U);
}

}  // namespace
}  // namespace kiosk
