#include "server/notice_log.hpp"

#include <gtest/gtest.h>

namespace oread::server {
namespace {

using broker::NoticeKind;

TEST(NoticeLog, A_line_has_only_the_details_that_the_notice_has_in_one_order) {
  EXPECT_EQ(json_line(log_line({.kind = NoticeKind::Subscribed,
                                .app_id = "1",
                                .connection = {7},
                                .channel = "news",
                                .code = 4009,
                                .text = "t"}),
                      5),
            R"({"time_ms":5,"level":"info","what":"subscribed","client":"7","channel":"news",)"
            R"("text":"t","code":"4009","app":"1"})");
  EXPECT_EQ(json_line(log_line({.kind = NoticeKind::WebhookDropped}), 5),
            R"({"time_ms":5,"level":"bad","what":"webhook-dropped"})");
}

TEST(NoticeLog, What_an_operator_must_see_is_not_omitted_by_quiet) {
  for (const NoticeKind kind :
       {NoticeKind::ConnectionRefused, NoticeKind::WebhookGivenUp, NoticeKind::WebhookDropped}) {
    EXPECT_EQ(log_line({.kind = kind}).level, Level::Bad);
  }
  for (const NoticeKind kind :
       {NoticeKind::ClientEventRefused, NoticeKind::MessageRefused, NoticeKind::SubscribeRefused,
        NoticeKind::SignInRefused, NoticeKind::RequestRefused}) {
    EXPECT_EQ(log_line({.kind = kind}).level, Level::Warn);
  }
  EXPECT_EQ(log_line({.kind = NoticeKind::EventPublished}).level, Level::Info);
}

TEST(NoticeLog, Invalid_text_of_a_client_stays_a_line_of_JSON) {
  const std::string line =
      json_line(log_line({.kind = NoticeKind::MessageRefused, .text = "\xFF\n"}), 0);
  EXPECT_NE(line.find("\\n"), std::string::npos);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(line.find('\xFF'), std::string::npos);
}

}  // namespace
}  // namespace oread::server
