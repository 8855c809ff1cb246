// Messages of the Pusher protocol as text.
#include "dialect/pusher/writer.hpp"

#include <gtest/gtest.h>

namespace oread::pusher {
namespace {

TEST(PusherWriter, Members_without_a_value_are_left_out) {
  Writer writer;
  writer.begin("pusher:subscribe", {});
  writer.member("auth", {});
  writer.member("channel", "a\"b");
  writer.member("last", "x");
  EXPECT_EQ(writer.end(), R"({"event":"pusher:subscribe","data":{"channel":"a\"b","last":"x"}})");
}

TEST(PusherWriter, An_event_keeps_its_data_as_it_is) {
  Writer writer;
  EXPECT_EQ(writer.event("client-a", "news", "[1, 2]"),
            R"({"event":"client-a","channel":"news","data":[1, 2]})");
}

TEST(PusherWriter, Each_message_begins_afresh) {
  Writer writer;
  (void)writer.joined("long text before", "it");
  EXPECT_EQ(writer.joined("#user-", "7"), "#user-7");
}

}  // namespace
}  // namespace oread::pusher
