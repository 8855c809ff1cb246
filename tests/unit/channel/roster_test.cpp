// Members of a presence channel, over lists, joins, leaves and reconnects.
#include "channel/roster.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oread/engine.hpp"
#include "support/pusher/fixtures.hpp"
#include "support/script.hpp"

namespace oread::test {
namespace {

using testing::ElementsAre;

Time at(std::int64_t millis) {
  return Time{Millis{millis}};
}

std::vector<std::string> ids(const Roster& roster) {
  std::vector<std::string> out;
  for (const Member& member : roster.members()) out.push_back(member.id);
  return out;
}

TEST(Roster, The_first_list_is_nobody_joining) {
  Roster roster;
  roster.begin_list();
  EXPECT_FALSE(roster.add({"a", "1"}, 10));
  EXPECT_FALSE(roster.add({"b", "2"}, 10));
  roster.end_list(at(0));
  EXPECT_TRUE(roster.add({"c", "3"}, 10));
  EXPECT_FALSE(roster.add({"a", "4"}, 10)) << "known already";
  EXPECT_THAT(ids(roster), ElementsAre("a", "b", "c"));
  EXPECT_EQ(roster.members()[0].info, "4") << "the newest account of a member counts";
}

TEST(Roster, Holds_no_more_than_it_may) {
  Roster roster;
  roster.begin_list();
  EXPECT_FALSE(roster.add({"a", "1"}, 2));
  EXPECT_FALSE(roster.add({"b", "1"}, 2));
  roster.end_list(at(0));
  EXPECT_FALSE(roster.add({"c", "1"}, 2));
  EXPECT_THAT(ids(roster), ElementsAre("a", "b"));
}

TEST(Roster, Removing_a_stranger_changes_nothing) {
  Roster roster;
  roster.remove({"nobody", {}}, at(5));
  EXPECT_EQ(roster.deadline(), kNever);
}

TEST(Roster, Holds_thousands) {
  constexpr int kMembers = 5000;
  Roster roster;
  std::vector<std::string> names;
  names.reserve(kMembers);
  for (int i = 0; i < kMembers; ++i) names.push_back("user-" + std::to_string(i));
  for (int list = 0; list < 3; ++list) {
    roster.begin_list();
    for (const std::string& name : names) EXPECT_FALSE(roster.add({name, "null"}, 100'000));
    roster.end_list(at(list));
  }
  EXPECT_EQ(roster.members().size(), static_cast<std::size_t>(kMembers));
  EXPECT_EQ(roster.deadline(), kNever);
  for (int i = 0; i < kMembers; i += 2)
    roster.remove({names[static_cast<std::size_t>(i)], {}}, at(10));
  EXPECT_EQ(roster.deadline(), at(10));
  for (int i = 0; i < kMembers; i += 4)
    EXPECT_FALSE(roster.add({names[static_cast<std::size_t>(i)], "null"}, 100'000));
  EXPECT_EQ(roster.members().size(), static_cast<std::size_t>(kMembers));
}

TEST(Presence, Thousands_over_a_reconnect_are_told_once_each) {
  constexpr int kMembers = 5000;
  nlohmann::json before = nlohmann::json::object();
  nlohmann::json after = nlohmann::json::object();
  for (int i = 0; i < kMembers; ++i) before["user-" + std::to_string(i)] = nullptr;
  for (int i = 100; i < kMembers + 50; ++i) after["user-" + std::to_string(i)] = nullptr;
  World world;
  world.give(in::Connect{});
  world.give(in::LinkOpened{world.link()});
  world.give(in::LinkText{world.link(), welcome()});
  world.give(in::Subscribe{"presence-big", {}});
  const auto join = [&world](const nlohmann::json& members) {
    const RequestId request = world.asking().begin()->second.request;
    world.give(in::AuthAnswered{request, 200, false, 0, R"({"auth":"k:s"})"});
    return world.give(in::LinkText{world.link(), acked("presence-big", roster(members))});
  };
  EXPECT_EQ(join(before).size(), 2U) << "the new state, and one list";
  world.give(in::LinkClosed{world.link(), 1006, {}});
  world.pass(seconds(1));
  world.give(in::LinkOpened{world.link()});
  world.give(in::LinkText{world.link(), welcome("2.2")});
  EXPECT_EQ(join(after).size(), 2U + 50U) << "the new state, one list, and the joins";
  EXPECT_EQ(world.pass(seconds(4)).size(), 100U) << "the leaves";
}

TEST(Presence, Who_comes_back_within_the_grace_never_left) {
  Script()
      .connected()
      .subscribed("presence-room")
      .hear(frame("pusher_internal:member_added", {{"user_id", "ann"}}, "presence-room"))
      .causes({"member-joined presence-room ann null"})
      .hear(frame("pusher_internal:member_removed", {{"user_id", "ann"}}, "presence-room"))
      .causes({})
      .pass(Millis{2999})
      .hear(frame("pusher_internal:member_added", {{"user_id", "ann"}, {"user_info", 7}},
                  "presence-room"))
      .pass(seconds(5))
      .causes({})
      .hear(frame("pusher_internal:member_removed", {{"user_id", "ann"}}, "presence-room"))
      .pass(Millis{2999})
      .causes({})
      .pass(Millis{1})
      .causes({"member-left presence-room ann 7"});
}

TEST(Presence, News_of_members_before_the_acknowledgement_are_old) {
  Script()
      .connected()
      .give(in::Subscribe{"presence-room", {}})
      .grant(R"({"auth":"key:signature","channel_data":"{\"user_id\":\"me\"}"})")
      .whatever()
      .hear(frame("pusher_internal:member_added", {{"user_id", "ann"}}, "presence-room"))
      .causes({})
      .hear(acked("presence-room", roster({{"me", nullptr}})))
      .causes({"channel-changed presence-room subscribed", "subscribed presence-room me null me"});
}

TEST(Roster, Numbers_are_told_apart_from_texts) {
  const auto news = [](const char* event, const char* data) {
    return std::string(R"({"event":"pusher_internal:)") + event +
           R"(","channel":"presence-room","data":)" + data + "}";
  };
  Options options;
  options.channels.leave_grace = Span{0};
  Script script(options);
  script.connected()
      .give(in::Subscribe{"presence-room", {}})
      .grant(R"({"auth":"k:s","channel_data":"{\"user_id\":7}"})")
      .whatever()
      .hear(acked("presence-room", roster({{"7", nullptr}})))
      .causes({"channel-changed *", "subscribed presence-room 7 null 7 true"})
      .hear(news("member_added", R"({"user_id":8})"))
      .causes({"member-joined presence-room 8 null true"})
      .hear(news("member_added", R"({"user_id":"9"})"))
      .causes({"member-joined presence-room 9 null"})
      .hear(R"({"event":"client-a","channel":"presence-room","data":{},"user_id":8})")
      .causes({"message presence-room client-a {} 8 true"})
      .hear(R"({"event":"client-a","channel":"presence-room","data":{},"user_id":"8"})")
      .causes({"message presence-room client-a {} 8"})
      .hear(news("member_removed", R"({"user_id":7})"))
      .causes({"member-left presence-room 7 null true"})
      .hear(news("member_removed", R"({"user_id":"9"})"))
      .causes({"member-left presence-room 9 null"});
}

TEST(Roster, A_disconnect_that_was_asked_for_forgets_everybody) {
  Script()
      .connected()
      .give(in::Subscribe{"presence-room", {}})
      .grant()
      .hear(acked("presence-room", roster({{"ann", nullptr}, {"bob", nullptr}})))
      .give(in::Disconnect{})
      .whatever()
      .give(in::Connect{})
      .give(in::LinkOpened{LinkId{2}})
      .hear(welcome("2.2"))
      .grant()
      .whatever()
      .hear(acked("presence-room", roster({{"ann", nullptr}, {"cat", nullptr}})))
      .causes({"channel-changed *", "subscribed presence-room ann null cat null"})
      .pass(seconds(5))
      .causes({});
}

}  // namespace
}  // namespace oread::test
