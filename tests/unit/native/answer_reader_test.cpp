#include "answer_reader.hpp"

#include <string>

#include <gtest/gtest.h>

namespace oread::native {
namespace {

using State = AnswerReader::State;

/// Reads `text` at once, and byte by byte: both must end alike.
struct Answer {
  explicit Answer(const std::string& text, std::size_t most = 1000)
      : whole(most), state(whole.read(text)) {
    AnswerReader slow(most);
    State after = State::Reading;
    for (const char c : text) after = slow.read(std::string_view(&c, 1));
    EXPECT_EQ(after, state) << text;
    EXPECT_EQ(slow.body(), whole.body()) << text;
    EXPECT_EQ(slow.cut(), whole.cut()) << text;
  }
  AnswerReader whole;
  State state;
};

TEST(AnswerReader, A_length_ends_the_body) {
  Answer answer("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");
  EXPECT_EQ(answer.state, State::Complete);
  EXPECT_EQ(answer.whole.status(), 200);
  EXPECT_EQ(answer.whole.body(), "abc");
  EXPECT_EQ(Answer("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab").state, State::Reading);
}

TEST(AnswerReader, Interim_responses_are_skipped) {
  Answer answer(
      "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
      "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(answer.state, State::Complete);
  EXPECT_EQ(answer.whole.status(), 403);
  EXPECT_EQ(answer.whole.header("link"), "");
}

TEST(AnswerReader, Chunks_are_joined_and_trailers_ignored) {
  Answer answer(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3;name=value\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n");
  EXPECT_EQ(answer.state, State::Complete);
  EXPECT_EQ(answer.whole.body(), "abc0123456789");
}

TEST(AnswerReader, Without_a_length_the_connection_ends_the_body) {
  Answer answer("HTTP/1.0 200 OK\r\n\r\nabc");
  EXPECT_EQ(answer.state, State::Reading);
  EXPECT_EQ(answer.whole.end(), State::Complete);
  EXPECT_EQ(answer.whole.body(), "abc");
}

TEST(AnswerReader, An_end_before_the_body_is_complete_is_not_a_response) {
  for (const char* text : {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 103 Early Hints\r\n\r\n",
                           "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab",
                           "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"}) {
    EXPECT_EQ(Answer(text).whole.end(), State::Unreadable) << text;
  }
}

TEST(AnswerReader, Some_statuses_have_no_body) {
  for (const char* status : {"204", "304"}) {
    EXPECT_EQ(Answer("HTTP/1.1 " + std::string(status) + " x\r\nContent-Length: 9\r\n\r\n").state,
              State::Complete)
        << status;
  }
}

TEST(AnswerReader, Header_names_are_found_in_any_case_and_values_without_blanks) {
  Answer answer("HTTP/1.1 429 x\r\nRETRY-after: \t7 \r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(answer.whole.header("retry-after"), "7");
  EXPECT_EQ(answer.whole.header("retry"), "");
}

TEST(AnswerReader, A_body_over_the_limit_is_cut) {
  Answer answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde", 3);
  EXPECT_EQ(answer.state, State::Complete);
  EXPECT_EQ(answer.whole.body(), "abc");
  EXPECT_TRUE(answer.whole.cut());
  EXPECT_FALSE(Answer("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", 3).whole.cut());
}

TEST(AnswerReader, What_is_not_HTTP_is_unreadable) {
  for (const char* text : {"SSH-2.0\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 099 x\r\n\r\n",
                           "HTTP/2 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                           "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                           "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                           "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
                           "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n"}) {
    EXPECT_EQ(Answer(text).state, State::Unreadable) << text;
  }
}

TEST(AnswerReader, A_head_without_an_end_is_bounded) {
  AnswerReader reader(10);
  EXPECT_EQ(reader.read("HTTP/1.1 200 OK\r\nX: " + std::string(1'000'000, 'x')), State::Unreadable);
}

}  // namespace
}  // namespace oread::native
