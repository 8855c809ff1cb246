#include "command/manual.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oread::command {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

struct Sample {
  CLI::App app{"Events.", "oread"};
  std::string host = "here";
  std::string file;
  CLI::App* deep = nullptr;

  Sample() {
    CLI::App* group = app.add_subcommand("conform", "Grade");
    deep = group->add_subcommand("server", "Grade a \"server\".");
    deep->add_option("-o,--host", host, ".hidden \\ text")
        ->envname("OREAD_HOST")
        ->capture_default_str();
    deep->add_option("file", file, "What to read")->required();
    deep->footer(
        "Examples:\n  oread conform server x\n\nIt is 'quiet'.\n\nExit codes: 0 done, 1 not.");
    app.add_subcommand("secret", "Hidden")->group("");
  }
  std::string page(const std::string& name) const {
    for (const ManualPage& page : manual_pages(app, "1.2.3")) {
      if (page.name == name) return page.text;
    }
    return {};
  }
};

TEST(Manual, HasAPageForEachListedCommand) {
  const Sample sample;
  std::vector<std::string> names;
  for (const ManualPage& page : manual_pages(sample.app, "1.2.3")) names.push_back(page.name);
  EXPECT_THAT(names, ElementsAre("oread", "oread-conform", "oread-conform-server"));
}

TEST(Manual, NamesItsVersionAndNoDate) {
  EXPECT_THAT(
      Sample().page("oread-conform-server"),
      HasSubstr(".TH \"OREAD\\-CONFORM\\-SERVER\" 1 \"\" \"oread 1.2.3\" \"User Commands\"\n"));
}

TEST(Manual, SaysWhatTheHelpSaysAboutAnOption) {
  EXPECT_THAT(Sample().page("oread-conform-server"),
              HasSubstr(".TP\n\\fB\\-o,\\-\\-host\\fR TEXT=here (Env:OREAD_HOST)\n"
                        "\\&.hidden \\e text\n"));
}

TEST(Manual, ShowsPositionalsInItsSynopsis) {
  EXPECT_THAT(Sample().page("oread-conform-server"),
              HasSubstr(".B oread conform server\n[\\fIOPTIONS\\fR] \\fIfile\\fR\n"));
}

TEST(Manual, MakesSectionsOfTheFooter) {
  const std::string text = Sample().page("oread-conform-server");
  EXPECT_THAT(text, HasSubstr(".SH EXAMPLES\n.PP\n.nf\n  oread conform server x\n.fi\n"));
  EXPECT_THAT(text, HasSubstr(".PP\nIt is 'quiet'.\n"));
  EXPECT_THAT(text, HasSubstr(".SH EXIT STATUS\n0 done, 1 not.\n"));
}

TEST(Manual, RefersToItsNeighbours) {
  EXPECT_THAT(
      Sample().page("oread-conform"),
      HasSubstr(".SH SEE ALSO\n.BR \"oread\" (1) ,\n.BR \"oread\\-conform\\-server\" (1)\n"));
  EXPECT_THAT(Sample().page("oread"), Not(HasSubstr("secret")));
}

}  // namespace
}  // namespace oread::command
