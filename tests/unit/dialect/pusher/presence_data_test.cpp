#include "dialect/pusher/presence_data.hpp"

#include <string>

#include <gtest/gtest.h>

namespace oread::pusher {
namespace {

/// "id=info" per member; an id that is a number has a "#" in front.
std::string listed(const List<MemberView>& members) {
  std::string out;
  for (const MemberView& each : members) {
    if (!out.empty()) out += ' ';
    out += (each.id_is_number ? "#" : "") + std::string(each.id) + "=" + std::string(each.info);
  }
  return out;
}

std::string roster(const std::string& data) {
  Scratch scratch;
  scratch.begin(data);
  List<MemberView> members;
  read_roster(data, scratch, members);
  return listed(members);
}

std::string member(const std::string& data) {
  Scratch scratch;
  scratch.begin(data);
  List<MemberView> members;
  return read_member(data, scratch, members) ? listed(members) : "nobody";
}

TEST(PresenceData, A_roster_is_a_map_of_infos_in_the_servers_order) {
  EXPECT_EQ(roster(R"({"presence":{"count":2,"ids":["b","a"],"hash":{"b":{"n":1},"a":null}}})"),
            R"(b={"n":1} a=null)");
}

TEST(PresenceData, A_roster_that_PHP_wrote_as_a_list_takes_its_ids_from_the_other_list) {
  EXPECT_EQ(roster(R"({"presence":{"ids":[0,"1"],"hash":[{"n":0},{"n":1}]}})"),
            R"(#0={"n":0} 1={"n":1})");
  EXPECT_EQ(roster(R"({"presence":{"ids":["a","b"],"hash":[{"n":0}]}})"), R"(a={"n":0} b=null)");
  EXPECT_EQ(roster(R"({"presence":{"ids":[],"hash":[]}})"), "");
}

TEST(PresenceData, Escaped_ids_are_read) {
  EXPECT_EQ(roster(R"({"presence":{"ids":["a\"b"],"hash":{"a\"b":1}}})"), R"(a"b=1)");
  EXPECT_EQ(roster(R"({"presence":{"ids":["a\"b","c\\d"],"hash":[1,2]}})"), R"(a"b=1 c\d=2)");
}

TEST(PresenceData, Without_presence_data_nobody_is_there) {
  for (const char* data :
       {"", "{}", "null", R"({"presence":{}})", R"({"presence":5})", R"({"presence":{"hash":5}})",
        R"({"presence":{"hash":[]},"presence":1})"})
    EXPECT_EQ(roster(data), "") << data;
}

TEST(PresenceData, A_members_id_is_a_string_or_a_number) {
  EXPECT_EQ(member(R"({"user_id":"7","user_info":{"n":1}})"), R"(7={"n":1})");
  EXPECT_EQ(member(R"({"user_id":7})"), "#7=null");
  for (const char* data :
       {"", "{}", "[]", R"({"user_id":null})", R"({"user_id":true})", R"({"user_id":["7"]})",
        R"({"user_info":{}})", R"({"user_id":"7","user_id":"8"})"}) {
    EXPECT_EQ(member(data), "nobody") << data;
  }
}

}  // namespace
}  // namespace oread::pusher
