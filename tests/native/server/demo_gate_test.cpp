#include "server/demo_gate.hpp"

#include <gtest/gtest.h>

namespace oread::server {
namespace {

Time at(int ms) {
  return Time(Millis(ms));
}

TEST(DemoGate, A_path_through_a_gate_names_it) {
  EXPECT_EQ(split_gate("/gate/a/app/KEY").gate, "a");
  EXPECT_EQ(split_gate("/gate/a/app/KEY").path, "/app/KEY");
  EXPECT_EQ(split_gate("/gate//app/KEY").gate, "");
  EXPECT_EQ(split_gate("/gate//app/KEY").path, "/app/KEY");
  for (const char* path : {"/app/KEY", "/gate/a", "/gate/", "/gates/a/app/KEY", ""}) {
    EXPECT_EQ(split_gate(path).gate, "") << path;
    EXPECT_EQ(split_gate(path).path, path);
  }
}

TEST(DemoGate, A_gate_is_shut_until_its_time_and_no_other_is) {
  DemoGates gates;
  EXPECT_TRUE(gates.shut("a", at(100), at(0)));
  EXPECT_TRUE(gates.is_shut("a", at(99)));
  EXPECT_FALSE(gates.is_shut("a", at(100)));
  EXPECT_FALSE(gates.is_shut("b", at(0)));
}

TEST(DemoGate, The_number_of_shut_gates_is_bounded_and_open_ones_make_room) {
  DemoGates gates;
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(gates.shut(std::to_string(i), at(100), at(0)));
  EXPECT_FALSE(gates.shut("one more", at(100), at(0)));
  EXPECT_TRUE(gates.shut("7", at(200), at(0)));
  EXPECT_TRUE(gates.shut("one more", at(200), at(100)));
  EXPECT_TRUE(gates.is_shut("7", at(150)));
}

}  // namespace
}  // namespace oread::server
