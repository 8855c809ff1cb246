// The HTTP reader of `oread doctor`, with bytes that are put into an unconnected stream.
#include "command/doctor_http.hpp"

#include <gtest/gtest.h>

namespace oread::command {
namespace {

HttpText read(const std::string& bytes) {
  Stream stream(std::chrono::seconds(0));
  stream.unread() = bytes;
  return read_answer(stream);
}

TEST(DoctorHttp, Header_names_have_no_case_and_values_no_leading_blanks) {
  const HttpText answer = read("HTTP/1.1 302 Found\r\nX-Location: no\r\nlocation:  /a\r\n\r\n");
  EXPECT_EQ(answer.status, 302);
  EXPECT_TRUE(answer.whole);
  EXPECT_EQ(answer.header("Location"), "/a");
  EXPECT_EQ(answer.header("Missing"), "");
}

TEST(DoctorHttp, The_body_ends_at_its_length_and_is_searched_in_any_case) {
  const HttpText answer = read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHello, and more");
  EXPECT_EQ(answer.body, "Hello");
  EXPECT_TRUE(answer.says("hELL"));
  EXPECT_FALSE(answer.says("more"));
}

TEST(DoctorHttp, A_body_without_a_length_is_cut) {
  const HttpText answer = read("HTTP/1.1 200 OK\r\n\r\n" + std::string(100'000, 'x'));
  EXPECT_EQ(answer.body.size(), 16U * 1024);
}

TEST(DoctorHttp, Interim_responses_are_skipped_and_an_upgrade_has_no_body) {
  EXPECT_EQ(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 X\r\n\r\n").status, 404);
  const HttpText upgrade = read("HTTP/1.1 101 Switching\r\n\r\nframes");
  EXPECT_EQ(upgrade.status, 101);
  EXPECT_EQ(upgrade.body, "");
}

TEST(DoctorHttp, What_is_incomplete_or_not_HTTP_has_no_status_and_is_kept) {
  for (const char* bytes : {"", "HTTP/1.1 200 OK\r\n", "SSH-2.0-x\r\n\r\n", "HTTP/2 200\r\n\r\n"}) {
    const HttpText answer = read(bytes);
    EXPECT_EQ(answer.status, 0) << bytes;
    EXPECT_FALSE(answer.whole) << bytes;
    EXPECT_EQ(answer.head, std::string(bytes).substr(0, std::string(bytes).find("\r\n\r\n")));
  }
  EXPECT_EQ(read("HTTP/1.1\r\n\r\n").status, 0);
}

}  // namespace
}  // namespace oread::command
