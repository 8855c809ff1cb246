// Which subscribe request an answer of the server belongs to.
#include "channel/requests.hpp"

#include <gtest/gtest.h>

namespace oread {
namespace {

using Answer = Requests::Answer;

TEST(Requests, A_request_is_answered_once) {
  Requests requests(10);
  requests.sent("a", false);
  EXPECT_EQ(requests.answered("b"), Answer::Unasked);
  EXPECT_EQ(requests.answered("a"), Answer::Wanted);
  EXPECT_EQ(requests.answered("a"), Answer::Unasked);
}

TEST(Requests, A_repeated_request_has_one_answer) {
  Requests requests(10);
  requests.sent("a", false);
  requests.sent("a", false);
  EXPECT_EQ(requests.answered("a"), Answer::Wanted);
  EXPECT_EQ(requests.answered("a"), Answer::Unasked);
}

TEST(Requests, The_first_answer_is_for_the_subscription_that_has_ended) {
  Requests requests(10);
  requests.sent("a", false);
  requests.leave("a");
  requests.sent("a", false);
  EXPECT_EQ(requests.answered("a"), Answer::Left);
  EXPECT_EQ(requests.answered("a"), Answer::Wanted);
}

TEST(Requests, A_refusal_without_a_name_is_about_the_oldest_request_with_a_signature) {
  Requests requests(10);
  EXPECT_EQ(requests.refused({}, true), "");
  requests.sent("news", false);
  requests.sent("private-a", true);
  requests.sent("private-b", true);
  EXPECT_EQ(requests.refused({}, false), "private-a");
  EXPECT_EQ(requests.refused({}, true), "private-a");
  EXPECT_EQ(requests.refused("private-b", false), "private-b");
}

TEST(Requests,
     A_refusal_is_about_a_request_without_a_signature_only_if_allowed_and_no_other_waits) {
  Requests requests(10);
  requests.sent("news", false);
  requests.sent("sports", false);
  EXPECT_EQ(requests.refused({}, false), "");
  EXPECT_EQ(requests.refused({}, true), "news");
  EXPECT_EQ(requests.refused("sports", true), "sports");
}

TEST(Requests, A_refusal_of_another_channel_is_about_no_request) {
  Requests requests(10);
  requests.sent("private-a", true);
  EXPECT_EQ(requests.refused("private-b", true), "");
}

TEST(Requests, The_oldest_request_makes_room) {
  Requests requests(2);
  requests.sent("a", false);
  requests.sent("b", false);
  requests.sent("c", false);
  EXPECT_EQ(requests.answered("a"), Answer::Unasked);
  EXPECT_EQ(requests.answered("b"), Answer::Wanted);
  EXPECT_EQ(requests.answered("c"), Answer::Wanted);
}

TEST(Requests, A_new_link_has_none) {
  Requests requests(10);
  requests.sent("a", true);
  requests.clear();
  EXPECT_EQ(requests.answered("a"), Answer::Unasked);
  EXPECT_EQ(requests.refused({}, true), "");
}

}  // namespace
}  // namespace oread
