#include "command/completion.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oread::command {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Sample {
  CLI::App app{"Events", "oread"};
  std::string text;
  std::vector<std::string> list;
  bool flag = false;

  Sample() {
    CLI::App* listen = app.add_subcommand("listen", "Print events");
    listen->add_option("-c,--channel", list, "A channel");
    listen->add_flag("--json", flag, "As JSON");
    listen->add_option("--like", text, "A server")->check(CLI::IsMember({"pusher", "reverb"}));
    CLI::App* group = app.add_subcommand("conform", "Grade");
    group->add_subcommand("server", "Grade a server\nin detail");
    app.add_subcommand("shells", "Scripts")
        ->add_option("shell", text, "The shell")
        ->check(CLI::IsMember({"bash", "zsh"}));
    app.add_subcommand("secret", "Hidden")->group("");
  }
  std::vector<std::string> words(const std::vector<std::string>& typed) const {
    std::vector<std::string> out;
    for (const Candidate& each : candidates(app, typed)) out.push_back(each.word);
    return out;
  }
};

TEST(Completion, OffersTheCommandsThatTheHelpLists) {
  EXPECT_THAT(Sample().words({""}), ElementsAre("listen", "conform", "shells"));
  EXPECT_THAT(Sample().words({"li"}), ElementsAre("listen"));
  EXPECT_THAT(Sample().words({"conform", ""}), ElementsAre("server"));
  EXPECT_THAT(Sample().words({}), IsEmpty());
}

TEST(Completion, DescribesThemOnOneLine) {
  const Sample sample;
  EXPECT_THAT(candidates(sample.app, {"conform", "s"}),
              ElementsAre(Candidate{"server", "Grade a server"}));
}

TEST(Completion, OffersOptionsOfTheCommandWhenADashIsTyped) {
  EXPECT_THAT(Sample().words({"listen", "--"}),
              ElementsAre("--help", "--channel", "--json", "--like"));
  EXPECT_THAT(Sample().words({"listen", "--json", "--j"}), ElementsAre("--json"));
  EXPECT_THAT(Sample().words({"listen", ""}), IsEmpty());
}

TEST(Completion, OffersTheValuesOfAnOptionThatHasAFew) {
  EXPECT_THAT(Sample().words({"listen", "--like", ""}), ElementsAre("pusher", "reverb"));
  EXPECT_THAT(Sample().words({"listen", "--like", "r"}), ElementsAre("reverb"));
  EXPECT_THAT(Sample().words({"shells", ""}), ElementsAre("bash", "zsh"));
  EXPECT_THAT(Sample().words({"shells", "bash", ""}), IsEmpty());
}

TEST(Completion, OffersNothingForAValueThatMayBeAnything) {
  EXPECT_THAT(Sample().words({"listen", "-c", ""}), IsEmpty());
  // A value that looks like a command is not one.
  EXPECT_THAT(Sample().words({"listen", "-c", "conform", ""}), IsEmpty());
}

TEST(Completion, HasAScriptForEachShell) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    EXPECT_THAT(completion_script(shell), ::testing::HasSubstr("complete "));
  }
  EXPECT_EQ(completion_script("csh"), "");
}

}  // namespace
}  // namespace oread::command
