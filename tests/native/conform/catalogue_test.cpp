#include "conform/catalogue.hpp"

#include <gtest/gtest.h>

namespace oread::conform {
namespace {

constexpr const char* kRules = R"({"rules":{"R":{"status":"normative","source":"s","text":"t"},
  "open":{"status":"open","source":"s","text":"t"}}})";

Catalogue with(const std::string& cases) {
  Catalogue out;
  EXPECT_FALSE(add_file(out, "rules.json", kRules));
  const auto wrong =
      add_file(out, "XX.json", R"({"group":"XX","title":"Tests","cases":)" + cases + "}");
  EXPECT_FALSE(wrong) << wrong->text;
  return out;
}

std::string first_complaint(const std::string& fields) {
  const auto all = complaints(
      with(R"([{"id":"XX-01","title":"t","expected":"e","rules":["R"],"severity":"must",)" +
           fields + "}]"));
  return all.empty() ? "" : all.front();
}

TEST(Catalogue, The_cases_of_the_program_fit_together) {
  const auto catalogue = load_catalogue();
  ASSERT_TRUE(catalogue.ok()) << catalogue.error().text;
  EXPECT_GT(catalogue.value().cases.size(), 70U);
  EXPECT_NE(catalogue.value().find("SS-05/presence"), nullptr);
}

TEST(Catalogue, A_table_makes_a_family) {
  const Catalogue catalogue = with(R"([{"id":"XX-01","title":"Sends","expected":"e","rules":["R"],
    "severity":"must","table":[
      {"name":"one","title":"a number","value":5},
      {"name":"two","title":"a list","value":[1],"severity":"info"}],
    "steps":[{"send":"A","text":"{row.value}"}]}])");
  ASSERT_EQ(catalogue.cases.size(), 2U);
  EXPECT_EQ(catalogue.cases[0].id, "XX-01/one");
  EXPECT_EQ(catalogue.cases[0].title, "Sends: a number");
  EXPECT_EQ(catalogue.cases[0].steps[0]["text"], 5);
  EXPECT_EQ(catalogue.cases[1].severity, Severity::Info);
  EXPECT_EQ(complaints(catalogue), std::vector<std::string>());
}

TEST(Catalogue, Complains_about_what_cannot_be_run) {
  EXPECT_EQ(first_complaint(R"("steps":[{"connect":"A"}])"), "");
  for (const auto& [fields, words] : std::map<std::string, std::string>{
           {R"("steps":[{"fly":"A"}])", "no step"},
           {R"("steps":[{"connect":"A","wings":2}])", "has no wings"},
           {R"("steps":[])", "no steps"},
           {R"("steps":[{"wait":"soon"}])", "not a duration"},
           {R"("steps":[{"expect":"A","frame":{"$sum":1}}])", "no operator"},
           {R"("steps":[{"expect":"A","frame":{},"verdict":"BAD"}])", "no verdict"},
           {R"("steps":[{"connect":"A"}],"needs":["wings"])", "no capability"},
           {R"("steps":[{"connect":"A"}],"profiles":{"mine":"must"})", "no profile"},
       }) {
    EXPECT_NE(first_complaint(fields).find(words), std::string::npos) << first_complaint(fields);
  }
}

TEST(Catalogue, An_open_rule_fails_nobody) {
  const auto all = complaints(with(R"([{"id":"XX-01","title":"t","expected":"e","rules":["open"],
    "severity":"must","steps":[{"connect":"A"}]}])"));
  ASSERT_EQ(all.size(), 1U);
  EXPECT_NE(all[0].find("can only be info"), std::string::npos);
}

TEST(Catalogue, A_broken_file_is_named) {
  Catalogue out;
  EXPECT_NE(add_file(out, "XX.json", "{")->text.find("XX.json"), std::string::npos);
  const auto wrong = add_file(
      out, "XX.json", R"({"group":"XX","title":"t","cases":[{"id":"XX-09","severity":"fatal"}]})");
  EXPECT_NE(wrong->text.find("XX-09: there is no severity"), std::string::npos) << wrong->text;
}

TEST(Catalogue, Patterns_select_groups_cases_and_rows) {
  for (const char* pattern : {"SS", "SS-*", "SS-05", "SS-05/presence", "*"}) {
    EXPECT_TRUE(selects(pattern, "SS-05/presence")) << pattern;
  }
  for (const char* pattern : {"S", "SS-0", "SS-05/pres", "SP", "SS-050"}) {
    EXPECT_FALSE(selects(pattern, "SS-05/presence")) << pattern;
  }
}

TEST(Catalogue, A_profile_may_change_the_severity) {
  Case one;
  one.profiles["hardened"] = Severity::Security;
  EXPECT_EQ(one.severity_in("pusher-docs"), Severity::Must);
  EXPECT_EQ(one.severity_in("hardened"), Severity::Security);
}

}  // namespace
}  // namespace oread::conform
