#include "connection/connection.hpp"

#include <gtest/gtest.h>

#include "support/script.hpp"

namespace oread::test {
namespace {

TEST(Connection, Connects_once_and_greets) {
  Script()
      .give(in::Connect{})
      .causes({"open-link 1 wss://ws.test:443/app/app-key?protocol=7&client=oread&version=*",
               "connection-changed connecting"})
      .give(in::Connect{})
      .causes({})
      .give(in::LinkOpened{LinkId{1}})
      .causes({})
      .hear(welcome("12.34"))
      .causes({"connection-changed connecting connected 12.34"})
      .hear(welcome("56.78"))
      .causes({});
}

TEST(Connection, Comes_back_after_a_drop_with_full_jitter) {
  Script()
      .connected()
      .drop()
      .causes({"connection-changed connected reconnecting link-closed 1006",
               "retry-scheduled 1 * link-closed 1006"})
      .pass(Millis{500})
      .causes({"open-link 2 *"});
}

TEST(Connection, Stops_when_the_server_says_that_there_is_no_point) {
  Script()
      .connected()
      .drop(4001)
      .causes({"connection-changed connected disconnected link-closed 4001"})
      .pass(seconds(600))
      .causes({});
}

TEST(Connection, Notices_a_half_open_link_within_activity_timeout_and_ten_seconds) {
  Script()
      .connected()
      .pass(seconds(30))
      .causes({"send-text 1 {\"event\":\"pusher:ping\",\"data\":{}}"})
      .pass(seconds(3))
      .causes({"close-link 1 1000", "connection-changed connected reconnecting silent 33000",
               "retry-scheduled 1 * silent"});
}

}  // namespace
}  // namespace oread::test
