#include "command/conform_baseline.hpp"

#include <gtest/gtest.h>

namespace oread::command {
namespace {

using conform::Verdict;

/// A run with these verdicts.
class Graded {
 public:
  explicit Graded(const std::vector<std::pair<std::string, Verdict>>& verdicts) {
    cases_.resize(verdicts.size());
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
      cases_[i].id = verdicts[i].first;
      run_.results.push_back({&cases_[i], {}});
      run_.results.back().outcome.verdict = verdicts[i].second;
    }
  }

  /// "ID expected found" of every change.
  std::vector<std::string> against(const Baseline& baseline) const {
    std::vector<std::string> out;
    for (const Change& each : changes(run_, baseline)) {
      out.push_back(each.id + " " + each.expected + " " + each.found);
    }
    return out;
  }

 private:
  std::vector<conform::Case> cases_;
  conform::RunResult run_;
};

using Texts = std::vector<std::string>;

TEST(ConformBaseline, What_is_better_or_worse_is_a_change) {
  const Baseline baseline{{"A-1", {Verdict::Fail}}, {"A-2", {Verdict::NonStrict}}};
  EXPECT_EQ(Graded({{"A-1", Verdict::Fail}, {"A-2", Verdict::NonStrict}}).against(baseline),
            Texts{});
  EXPECT_EQ(Graded({{"A-1", Verdict::Pass}}).against(baseline), Texts{"A-1 FAIL PASS"});
  EXPECT_EQ(Graded({{"A-2", Verdict::Fail}}).against(baseline), Texts{"A-2 NON-STRICT FAIL"});
  EXPECT_EQ(Graded({{"A-3", Verdict::Fail}}).against(baseline), Texts{"A-3 PASS FAIL"});
  EXPECT_EQ(Graded({{"A-3", Verdict::Info}, {"A-1", Verdict::Skip}}).against(baseline), Texts{});
}

TEST(ConformBaseline, The_id_of_a_table_stands_for_the_worst_of_its_cases) {
  const Baseline baseline{{"A-1", {Verdict::Fail}}, {"A-2/x", {Verdict::Fail}}};
  EXPECT_EQ(Graded({{"A-1/x", Verdict::Pass}, {"A-1/y", Verdict::Fail}}).against(baseline),
            Texts{});
  EXPECT_EQ(Graded({{"A-1/x", Verdict::Pass}, {"A-1/y", Verdict::Pass}}).against(baseline),
            Texts{"A-1 FAIL PASS"});
  EXPECT_EQ(Graded({{"A-2/x", Verdict::Fail}, {"A-2/y", Verdict::Fail}}).against(baseline),
            Texts{"A-2/y PASS FAIL"});
}

TEST(ConformBaseline, Each_verdict_of_a_list_is_expected) {
  const Baseline baseline = parse_baseline(R"({"verdicts":{"A-1":["PASS","FAIL"]}})").value();
  EXPECT_EQ(Graded({{"A-1", Verdict::Pass}}).against(baseline), Texts{});
  EXPECT_EQ(Graded({{"A-1", Verdict::Info}}).against(baseline), Texts{});
  EXPECT_EQ(Graded({{"A-1", Verdict::Fail}}).against(baseline), Texts{});
  EXPECT_EQ(Graded({{"A-1", Verdict::NonStrict}}).against(baseline),
            Texts{"A-1 PASS or FAIL NON-STRICT"});
}

TEST(ConformBaseline, Products_are_built_in) {
  EXPECT_EQ(product_names(), (Texts{"reverb", "soketi", "sockudo", "laravel-websockets"}));
  for (const std::string& name : product_names()) {
    const auto baseline = product_baseline(name);
    ASSERT_TRUE(baseline) << name;
    EXPECT_GT(baseline->size(), 15U) << name;
  }
  EXPECT_EQ(product_baseline("reverb")->at("SH-10"), std::set{Verdict::Security});
  EXPECT_EQ(product_baseline("reverb")->at("SS-23"), std::set{Verdict::Security});
  EXPECT_EQ(product_baseline("reverb")->at("SH-15"), (std::set{Verdict::Pass, Verdict::NonStrict}));
  EXPECT_EQ(product_baseline("other"), std::nullopt);
}

TEST(ConformBaseline, A_file_must_say_verdicts) {
  EXPECT_EQ(parse_baseline(R"({"verdicts":{"A-1":"FAIL"}})").value().at("A-1"),
            std::set{Verdict::Fail});
  for (const char* text : {"", "[]", "{}", R"({"verdicts":[]})", R"({"verdicts":{"A-1":"MAYBE"}})",
                           R"({"verdicts":{"A-1":7}})", R"({"verdicts":{"A-1":[]}})",
                           R"({"verdicts":{"A-1":["PASS","MAYBE"]}})"}) {
    EXPECT_EQ(parse_baseline(text).error().code, Errc::BadOption) << text;
  }
}

}  // namespace
}  // namespace oread::command
