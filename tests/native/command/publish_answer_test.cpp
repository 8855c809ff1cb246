#include "command/publish_answer.hpp"

#include <gtest/gtest.h>

namespace oread::command {
namespace {

PublishAnswer judged(std::uint16_t status, const std::string& body) {
  native::HttpAnswer answer;
  answer.status = status;
  answer.body = body;
  return judge_publish(answer);
}

TEST(PublishAnswer, An_object_means_that_the_event_was_accepted) {
  EXPECT_TRUE(judged(200, "{}").taken);
  EXPECT_TRUE(judged(200, R"({"channels":{}})").taken);
  EXPECT_TRUE(judged(202, "202 ACCEPTED\n").taken);
}

TEST(PublishAnswer, A_success_without_an_object_is_another_server) {
  for (const char* body : {"", "ok", "[]", "<html>hello</html>"}) {
    const PublishAnswer answer = judged(200, body);
    EXPECT_FALSE(answer.taken) << body;
    EXPECT_NE(answer.change.find("check the address"), std::string::npos) << answer.change;
  }
}

TEST(PublishAnswer, A_code_in_the_body_of_a_success_is_the_status) {
  const PublishAnswer answer = judged(200, R"({"error":"Too large","code":413})");
  EXPECT_FALSE(answer.taken);
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(answer.said, "Too large");
}

TEST(PublishAnswer, The_message_is_shortened_and_a_page_is_not_quoted) {
  EXPECT_EQ(judged(401, "bad signature\r\n").said, "bad signature");
  EXPECT_LT(judged(500, std::string(10'000, 'x')).said.size(), 400U);
  EXPECT_EQ(judged(404, "\n <!DOCTYPE html>").said, "a page");
}

TEST(PublishAnswer, Each_refusal_says_what_to_do) {
  for (const std::uint16_t status : {301, 400, 401, 403, 404, 405, 413, 422, 429, 500, 503}) {
    const PublishAnswer answer = judged(status, "no");
    EXPECT_FALSE(answer.taken) << status;
    EXPECT_NE(answer.change, "") << status;
  }
}

}  // namespace
}  // namespace oread::command
