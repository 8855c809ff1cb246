// The strings that a dialect returns are used no later than session.hpp and dialect.hpp say: all
// tests with a Script run a dialect that overwrites them then (support/strict_dialect.hpp). Here,
// that it does.
#include <string>

#include <gtest/gtest.h>

#include "support/strict_dialect.hpp"
#include "support/toy/toy.hpp"

namespace oread::test {
namespace {

class Views : public testing::Test {
 protected:
  std::unique_ptr<Dialect> dialect_ = strict(make_toy({Carrier::Requests, Asks::Nothing}));
  OwnSession session_ = dialect_->session();
};

TEST_F(Views, Of_a_session_last_until_its_next_call_that_is_not_const) {
  const View message = session_->subscribe("news", {});
  EXPECT_EQ(session_->carrier(), Carrier::Requests);
  EXPECT_EQ(session_->max_body(), 1'000'000U);
  EXPECT_FALSE(dialect_->traits("news").needs_auth);
  EXPECT_EQ(message, "join news");
  String body;
  session_->append(body, "another");
  EXPECT_EQ(message, "#########");
}

TEST_F(Views, Of_a_dialect_and_of_its_sessions_end_each_other) {
  const View message = session_->subscribe("news", {});
  const View whisper = dialect_->client_event("news", "typing", "{}");
  EXPECT_EQ(message, "#########");
  EXPECT_EQ(whisper, "say news typing {}");
  EXPECT_EQ(session_->url(), "http://toy.test/line");
  EXPECT_EQ(whisper, std::string(whisper.size(), '#'));
}

TEST_F(Views, Of_a_grant_last_until_something_is_read_again) {
  Grant grant;
  ASSERT_EQ(dialect_->read_grant(R"({"auth":"signed"})", {}, AuthKind::Channel, grant), nullptr);
  EXPECT_EQ(session_->subscribe("private-a", grant), "join private-a signed");
  EXPECT_EQ(session_->subscribe("private-b", grant), "join private-b signed");
  Grant next;
  ASSERT_EQ(dialect_->read_grant(R"({"auth":"other"})", {}, AuthKind::Channel, next), nullptr);
  EXPECT_EQ(grant.auth, "######");
}

TEST_F(Views, Of_a_frame_last_until_it_is_taken) {
  struct Sink final : FrameSink {
    explicit Sink(Session& its_session) : session(its_session) {}
    void take(Frame& frame) override {
      EXPECT_EQ(before, before.empty() ? "" : "######");
      EXPECT_EQ(session.unsubscribe("news"), "part news");
      EXPECT_EQ(frame.event, "typing");
      before = frame.event;
    }
    Session& session;
    View before;
  };
  Sink sink(*session_);
  session_->decode("say news typing 1\nsay news typing 2", sink);
  EXPECT_FALSE(sink.before.empty());
}

}  // namespace
}  // namespace oread::test
