// Which carrier the next attempt gets.
#include "dialect/socketio/transports.hpp"

#include <gtest/gtest.h>

namespace oread::socketio {
namespace {

TEST(Transports, Only_the_four_lists_are_read) {
  for (const char* list : {"", "Websocket", "websocket,", "polling,polling", "webtransport",
                           "websocket, polling", "websocket,polling,websocket"}) {
    EXPECT_FALSE(Transports().read(list)) << list;
  }
}

TEST(Transports, One_alone_is_kept_whatever_happens) {
  Transports transports;
  ASSERT_TRUE(transports.read("polling"));
  EXPECT_FALSE(transports.may_use(Carrier::Socket));
  for (int attempt = 0; attempt < 3; ++attempt) {
    transports.begin();
    EXPECT_FALSE(transports.failed());
    EXPECT_EQ(transports.current(), Carrier::Requests);
  }
}

TEST(Transports, The_other_one_is_tried_at_once_and_then_in_turn) {
  Transports transports;
  ASSERT_TRUE(transports.read("websocket,polling"));
  EXPECT_EQ(transports.current(), Carrier::Socket);
  transports.begin();
  EXPECT_TRUE(transports.failed());
  EXPECT_EQ(transports.current(), Carrier::Requests);
  transports.begin();
  EXPECT_FALSE(transports.failed());
  EXPECT_EQ(transports.current(), Carrier::Socket);
  transports.begin();
  EXPECT_FALSE(transports.failed());
  EXPECT_EQ(transports.current(), Carrier::Requests);
}

TEST(Transports, What_reached_the_server_is_kept) {
  Transports transports;
  ASSERT_TRUE(transports.read("polling,websocket"));
  transports.begin();
  EXPECT_TRUE(transports.failed());
  transports.begin();
  transports.reached();
  EXPECT_FALSE(transports.failed());
  EXPECT_EQ(transports.current(), Carrier::Socket);
  // The next outage may be another kind of network.
  transports.begin();
  EXPECT_TRUE(transports.failed());
}

}  // namespace
}  // namespace oread::socketio
