#include "trace/to_json.hpp"

#include <gtest/gtest.h>

namespace oread::trace {
namespace {

struct Inner {
  int number = 5;
  std::string text;
  static void fields(auto& self, auto&& field) {
    field("number", self.number);
    field("text", self.text);
  }
};

struct Outer {
  bool flag = false;
  LinkId link;
  Millis wait{0};
  Time at{};
  ChannelState state = ChannelState::Waiting;
  std::optional<std::string> maybe;
  std::vector<std::string> list;
  Error error;
  Inner inner{0, {}};
  static void fields(auto& self, auto&& field) {
    field("flag", self.flag);
    field("link", self.link);
    field("wait", self.wait);
    field("at", self.at);
    field("state", self.state);
    field("maybe", self.maybe);
    field("list", self.list);
    field("error", self.error);
    field("inner", self.inner);
  }
};

TEST(ToJson, What_is_zero_is_left_out) {
  EXPECT_EQ(to_json(Outer{}).dump(), "{}");
}

TEST(ToJson, Each_type_has_one_form) {
  Outer outer;
  outer.flag = true;
  outer.link = {3};
  outer.wait = seconds(1);
  outer.at = Time{Millis{7}};
  outer.state = ChannelState::Failed;
  outer.list = {"a", ""};
  outer.error = {Errc::Timeout, 4301, "slow"};
  outer.inner.number = 9;
  EXPECT_EQ(to_json(outer).dump(),
            R"({"flag":true,"link":3,"wait":1000,"at":7,"state":"failed","list":["a",""],)"
            R"("error":{"code":"timeout","status":4301,"text":"slow"},"inner":{"number":9}})");
}

TEST(ToJson, An_optional_string_is_shown_even_if_empty) {
  Outer outer;
  outer.maybe = "";
  EXPECT_EQ(to_json(outer).dump(), R"({"maybe":""})");
}

TEST(ToJson, Options_show_what_differs_from_the_default_even_if_it_is_zero) {
  EXPECT_EQ(changed(Inner{}).dump(), "{}");
  EXPECT_EQ(changed(Inner{0, {}}).dump(), R"({"number":0})");
  Options options;
  options.reconnect.on_fatal = OnFatal::RetrySlowly;
  EXPECT_EQ(changed(options).dump(), R"({"reconnect":{"onFatal":"retry-slowly"}})");
}

}  // namespace
}  // namespace oread::trace
