#include "trace/from_json.hpp"

#include <gtest/gtest.h>

namespace oread::trace {
namespace {

struct Record {
  bool flag = true;
  std::uint16_t small = 7;
  std::int64_t large = 7;
  std::string text = "before";
  LinkId link;
  Span span{7};
  Time at{};
  ChannelState state = ChannelState::Failed;
  static void fields(auto& self, auto&& field) {
    field("flag", self.flag);
    field("small", self.small);
    field("large", self.large);
    field("text", self.text);
    field("link", self.link);
    field("span", self.span);
    field("at", self.at);
    field("state", self.state);
  }
};

/// What is wrong with a record; empty: nothing.
std::string problem_of(const char* json, Record& record) {
  std::string problem;
  const bool was_read = read_fields(Json::parse(json), record, problem);
  EXPECT_EQ(was_read, problem.empty());
  return problem;
}

std::string problem_of(const char* json) {
  Record record;
  return problem_of(json, record);
}

TEST(FromJson, Reads_every_type) {
  Record record;
  EXPECT_EQ(problem_of(R"({"flag":false,"small":65535,"large":-5,"text":"t","link":3,"span":9,)"
                       R"("at":11,"state":"left"})",
                       record),
            "");
  EXPECT_FALSE(record.flag);
  EXPECT_EQ(record.small, 65535);
  EXPECT_EQ(record.large, -5);
  EXPECT_EQ(record.text, "t");
  EXPECT_EQ(record.link, LinkId{3});
  EXPECT_EQ(record.span, Span{9});
  EXPECT_EQ(record.at, Time{Millis{11}});
  EXPECT_EQ(record.state, ChannelState::Left);
}

TEST(FromJson, An_absent_field_keeps_its_value) {
  Record record;
  EXPECT_EQ(problem_of("{}", record), "");
  EXPECT_EQ(record.text, "before");
  EXPECT_EQ(record.small, 7);
}

TEST(FromJson, A_field_of_the_wrong_type_is_named) {
  EXPECT_EQ(problem_of(R"({"flag":1})"), "flag");
  EXPECT_EQ(problem_of(R"({"small":"1"})"), "small");
  EXPECT_EQ(problem_of(R"({"small":1.5})"), "small");
  EXPECT_EQ(problem_of(R"({"text":null})"), "text");
  EXPECT_EQ(problem_of(R"({"link":{}})"), "link");
  EXPECT_EQ(problem_of(R"({"state":4})"), "state");
  EXPECT_EQ(problem_of(R"({"state":"unheard-of"})"), "state");
}

TEST(FromJson, A_number_that_does_not_fit_is_wrong) {
  EXPECT_EQ(problem_of(R"({"small":65536})"), "small");
  EXPECT_EQ(problem_of(R"({"small":-1})"), "small");
  EXPECT_EQ(problem_of(R"({"large":9223372036854775807})"), "");
  EXPECT_EQ(problem_of(R"({"large":9223372036854775808})"), "large");
  EXPECT_EQ(problem_of(R"({"span":2147483648})"), "span");
}

TEST(FromJson, A_time_must_be_a_number_that_JavaScript_can_hold) {
  EXPECT_EQ(problem_of(R"({"at":9007199254740991})"), "");
  EXPECT_EQ(problem_of(R"({"at":9007199254740992})"), "at");
  EXPECT_EQ(problem_of(R"({"at":-9007199254740992})"), "at");
}

TEST(FromJson, A_member_that_is_not_a_field_is_wrong_except_the_kind) {
  EXPECT_EQ(problem_of(R"({"kind":"record","text":"t"})"), "");
  EXPECT_EQ(problem_of(R"({"txet":"t"})"), "txet");
  EXPECT_EQ(problem_of("[]"), "not an object");
  EXPECT_EQ(problem_of("5"), "not an object");
}

}  // namespace
}  // namespace oread::trace
