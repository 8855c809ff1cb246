// The sentences are the same in C++, in TypeScript and in the table that both are tested with.
#include "close_codes.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace oread::native {
namespace {

TEST(CloseCodes, Are_those_of_the_shared_table) {
  std::ifstream file(OREAD_SOURCE_DIR "/tests/tables/close_codes.json");
  const auto rows = nlohmann::json::parse(file);
  ASSERT_GT(rows.size(), 10U);
  std::size_t in_table = 0;
  for (const auto& row : rows) {
    const When when = row["when"] == "connecting" ? When::Connecting : When::Connected;
    const CloseCode* code = close_code(row["code"], when);
    ASSERT_NE(code, nullptr) << row["code"];
    EXPECT_EQ(code->wrong, row["wrong"].get<std::string>());
    EXPECT_EQ(code->change, row["change"].get<std::string>());
    EXPECT_EQ(code->option, row["option"].get<std::string>());
  }
  for (int code = 0; code < 5000; ++code) {
    in_table += close_code(code, When::Connecting) != nullptr ? 1 : 0;
    in_table += close_code(code, When::Connected) != nullptr ? 1 : 0;
  }
  EXPECT_EQ(in_table, rows.size());
}

TEST(CloseCodes, A_code_with_two_meanings_is_explained_with_both) {
  EXPECT_EQ(explain(4001),
            "The server does not know this key: use the key of the server (REVERB_APP_KEY)");
  EXPECT_NE(explain(4009).find("origin, or the server does not authorize"), std::string::npos);
  EXPECT_EQ(explain(4200).find("The server did not understand"), 0U);
}

TEST(CloseCodes, A_code_without_a_meaning_is_not_explained) {
  for (const int code : {0, 1000, 1006, 3999, 4002, 4999}) EXPECT_EQ(explain(code), "") << code;
}

}  // namespace
}  // namespace oread::native
