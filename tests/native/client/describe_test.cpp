// Every failure has a message: every code, with and without a server's text.
#include "oread/native/describe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace oread::native {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

// name() knows every code, and none after the last one.
int codes() {
  int count = 1;
  while (name(static_cast<Errc>(count)) != name(static_cast<Errc>(255))) ++count;
  return count;
}

TEST(Describe, EveryCodeSaysWhatHappenedAndWhatToDo) {
  ASSERT_GT(codes(), 20);
  std::set<std::string> seen;
  for (int i = 1; i < codes(); ++i) {
    const auto code = static_cast<Errc>(i);
    const std::string sentence = describe(code);
    EXPECT_THAT(sentence, HasSubstr(". ")) << name(code);
    EXPECT_GE(std::count(sentence.begin(), sentence.end(), ' '), 6) << sentence;
    EXPECT_EQ(sentence.find("unknown"), std::string::npos) << name(code);
    EXPECT_TRUE(seen.insert(sentence).second) << sentence;
  }
}

TEST(Describe, EveryCloseCodeOfTheProtocolHasItsOwnAdvice) {
  const std::string plain = describe(Errc::LinkClosed);
  for (const std::uint16_t status :
       {1007, 1009, 4000, 4001, 4003, 4004, 4005, 4006, 4007, 4008, 4009, 4100, 4301}) {
    const std::string sentence = describe(Error{Errc::LinkClosed, status, {}});
    EXPECT_THAT(sentence,
                StartsWith("the connection was closed (" + std::to_string(status) + "). "));
    EXPECT_NE(sentence.substr(sentence.find(". ")), plain.substr(plain.find(". ")));
  }
}

TEST(Describe, KeepsWhatTheServerSaid) {
  EXPECT_EQ(describe(Error{Errc::LinkClosed, 4001, "No such app."}),
            "the connection was closed (4001): No such app. "
            "The server does not know this key: use the key of the server (REVERB_APP_KEY)");
}

TEST(Describe, WhatHasBeenDescribedStaysAsItIs) {
  Error error{Errc::AuthServer, 503, "busy"};
  const std::string once = describe(error);
  error.text = once;
  EXPECT_EQ(describe(error), once);
}

}  // namespace
}  // namespace oread::native
