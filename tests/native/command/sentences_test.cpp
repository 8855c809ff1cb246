#include "command/sentences.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oread::command {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Sentences, An_error_names_the_option_that_is_related_to_it) {
  EXPECT_THAT(sentence({Errc::AuthDenied, 403, {}}), EndsWith(" (--header, --auth-endpoint)"));
  EXPECT_THAT(sentence({Errc::AuthExpired, 401, {}}), HasSubstr("--header 'Authorization: "));
  EXPECT_THAT(sentence({Errc::AuthNetwork, 0, {}}), EndsWith(" (--auth-endpoint)"));
  EXPECT_THAT(sentence({Errc::LinkFailed, 0, "the server's certificate is not trusted: x"}),
              EndsWith(" (--ca)"));
  EXPECT_THAT(sentence({Errc::LinkClosed, 4001, {}}), EndsWith(" (--key)"));
}

TEST(Sentences, Without_a_related_option_the_description_is_the_whole_sentence) {
  EXPECT_THAT(sentence({Errc::Silent, 0, {}}), Not(HasSubstr("(")));
}

TEST(Sentences, The_server_s_text_cannot_control_the_terminal) {
  EXPECT_THAT(sentence({Errc::ServerError, 0, "\x1b[2J"}), HasSubstr("\\x1b[2J"));
}

}  // namespace
}  // namespace oread::command
