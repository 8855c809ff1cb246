#include "conform/verdict.hpp"

#include <gtest/gtest.h>

namespace oread::conform {
namespace {

TEST(Verdict, Names_are_read_back) {
  for (const Verdict each : {Verdict::Pass, Verdict::Info, Verdict::Skip, Verdict::NonStrict,
                             Verdict::Inconclusive, Verdict::Fail, Verdict::Security}) {
    EXPECT_EQ(verdict_named(name(each)), each);
    EXPECT_NE(meaning(each), "");
  }
  for (const Severity each :
       {Severity::Must, Severity::Should, Severity::Security, Severity::Robust, Severity::Info}) {
    EXPECT_EQ(severity_named(name(each)), each);
  }
  EXPECT_FALSE(verdict_named("GOOD"));
}

TEST(Verdict, The_severity_decides_what_a_miss_means) {
  EXPECT_EQ(verdict_of(Severity::Must), Verdict::Fail);
  EXPECT_EQ(verdict_of(Severity::Robust), Verdict::Fail);
  EXPECT_EQ(verdict_of(Severity::Should), Verdict::NonStrict);
  EXPECT_EQ(verdict_of(Severity::Security), Verdict::Security);
  EXPECT_EQ(verdict_of(Severity::Info), Verdict::Info);
}

}  // namespace
}  // namespace oread::conform
