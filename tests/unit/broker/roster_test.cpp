#include "broker/roster.hpp"

#include <gtest/gtest.h>

namespace oread::broker {
namespace {

constexpr MemberLimits kLimits{128, 1024};

TEST(Roster, Counts_users_not_connections) {
  Roster roster;
  EXPECT_TRUE(roster.join(named_member("ann", "{}")));
  EXPECT_FALSE(roster.join(named_member("ann", "{}")));
  EXPECT_EQ(roster.size(), 1U);
  EXPECT_FALSE(roster.leave("ann"));
  EXPECT_TRUE(roster.leave("ann"));
  EXPECT_FALSE(roster.leave("ann"));
  EXPECT_EQ(roster.size(), 0U);
}

TEST(Roster, The_hash_is_an_object_also_for_ids_that_look_like_indexes) {
  Roster roster;
  EXPECT_EQ(roster.json(), R"({"presence":{"count":0,"ids":[],"hash":{}}})");
  roster.join(named_member("0", R"({"n":1})"));
  roster.join(named_member("1", "true"));
  EXPECT_EQ(roster.json(),
            R"({"presence":{"count":2,"ids":["0","1"],"hash":{"0":{"n":1},"1":true}}})");
}

TEST(Roster, Odd_ids_are_ordinary_members) {
  Roster roster;
  roster.join(named_member("__proto__", "{}"));
  roster.join(named_member("a\"b", "{}"));
  EXPECT_EQ(roster.json(), R"({"presence":{"count":2,"ids":["__proto__","a\"b"],)"
                           R"("hash":{"__proto__":{},"a\"b":{}}}})");
}

TEST(Roster, Lists_users_for_the_HTTP_API) {
  Roster roster;
  EXPECT_EQ(roster.users_json(), R"({"users":[]})");
  roster.join(named_member("7", "{}"));
  EXPECT_EQ(roster.users_json(), R"({"users":[{"id":"7"}]})");
}

TEST(ReadMember, A_number_and_its_digits_are_one_user) {
  EXPECT_EQ(read_member(R"({"user_id":10})", kLimits)->id, "10");
  EXPECT_EQ(read_member(R"({"user_id":"10"})", kLimits)->id, "10");
  EXPECT_EQ(read_member(R"({"user_id":0})", kLimits)->id, "0");
}

TEST(ReadMember, Info_is_kept_as_it_was_written) {
  EXPECT_EQ(read_member(R"({"user_id":"a","user_info":{"x": 1.0, "y":[]}})", kLimits)->info,
            R"({"x": 1.0, "y":[]})");
  EXPECT_EQ(read_member(R"({"user_id":"a","user_info":null})", kLimits)->info, "null");
  EXPECT_EQ(read_member(R"({"user_id":"a"})", kLimits)->info, "{}");
}

TEST(ReadMember, Data_without_a_user_id_is_refused) {
  for (const char* text :
       {"", "x", "5", "[]", "{}", R"({"user_id":null})", R"({"user_id":""})", R"({"user_id":{}})",
        R"({"user_id":true})", R"({"user_id":1.5})", R"({"user_id":1,"user_id":2})"}) {
    EXPECT_FALSE(read_member(text, kLimits)) << text;
  }
}

TEST(ReadMember, Id_and_info_are_bounded) {
  const auto with_id = [](std::size_t n) {
    return read_member(R"({"user_id":")" + std::string(n, 'a') + "\"}", kLimits);
  };
  EXPECT_TRUE(with_id(128));
  EXPECT_FALSE(with_id(129));
  const auto with_info = [](std::size_t n) {
    return read_member(R"({"user_id":"a","user_info":")" + std::string(n - 2, 'a') + "\"}",
                       kLimits);
  };
  EXPECT_TRUE(with_info(1024));
  EXPECT_FALSE(with_info(1025));
}

}  // namespace
}  // namespace oread::broker
