// One attempt at one connection, from its opening to its end.
#include "link/link.hpp"

#include <memory>
#include <vector>

#include <gtest/gtest.h>

#include "support/brief.hpp"
#include "support/deadline.hpp"
#include "support/pusher/server.hpp"
#include "support/toy/toy.hpp"

namespace oread::test {
namespace {

constexpr Time at(std::int64_t millis) {
  return Time{Millis{millis}};
}

/// Keeps the effects of the links under test.
class Sink final : public EffectSink {
 public:
  Effects all;

  void take(effect::OpenLink&& one) override { all.emplace_back(one); }
  void take(effect::SendText&& one) override { all.emplace_back(one); }
  void take(effect::CloseLink&& one) override { all.emplace_back(one); }
  void take(effect::SendBinary&& one) override { all.emplace_back(one); }
  void take(effect::SendRequest&& one) override { all.emplace_back(one); }
  void take(effect::Authorize&& /*one*/) override { FAIL(); }
  void take(effect::CancelAuth&& /*one*/) override { FAIL(); }
  void take(effect::RefreshCredentials&& /*one*/) override { FAIL(); }
  void take(effect::LoadDecryption&& /*one*/) override { FAIL(); }
  void take(effect::Decrypt&& /*one*/) override { FAIL(); }
  void take(effect::AddRoute&& /*one*/) override { FAIL(); }
  void take(effect::DropRoutes&& /*one*/) override { FAIL(); }
  void take(event::ConnectionChanged&& /*one*/) override { FAIL(); }
  void take(event::RetryScheduled&& /*one*/) override { FAIL(); }
  void take(event::ConnectionError&& /*one*/) override { FAIL(); }
  void take(event::ChannelChanged&& /*one*/) override { FAIL(); }
  void take(event::Subscribed&& /*one*/) override { FAIL(); }
  void take(event::SubscribeFailed&& /*one*/) override { FAIL(); }
  void take(event::Message&& /*one*/) override { FAIL(); }
  void take(event::MemberJoined&& /*one*/) override { FAIL(); }
  void take(event::MemberLeft&& /*one*/) override { FAIL(); }
  void take(event::SubscriptionCount&& /*one*/) override { FAIL(); }
  void take(event::SignedIn&& /*one*/) override { FAIL(); }
  void take(event::SignInFailed&& /*one*/) override { FAIL(); }
  void take(event::WatchlistChanged&& /*one*/) override { FAIL(); }
  void take(event::WhisperSettled&& /*one*/) override { FAIL(); }
  void take(event::Call&& /*one*/) override { FAIL(); }
  void take(event::Replied&& /*one*/) override { FAIL(); }
};

class LinkTest : public testing::Test {
 protected:
  Step& now(std::int64_t millis) {
    step_.now = at(millis);
    step_.sink = &sink_;
    return step_;
  }
  std::vector<std::string> effects() { return brief(std::exchange(sink_.all, {})); }
  static Frame welcome(View socket) {
    Frame frame;
    frame.kind = Frame::Kind::Welcome;
    frame.socket_id = socket;
    return frame;
  }
  /// A link that is live since 100 ms.
  void bring_up(Link& link) {
    link.open(at(8'000), now(0));
    link.opened(now(50));
    ASSERT_TRUE(link.welcomed(welcome("1.1"), options_, at(100)));
    (void)effects();
  }

  using Texts = std::vector<std::string>;
  LivenessOptions options_;
  Sink sink_;
  Step step_;
  std::unique_ptr<Dialect> pusher_ = pusher_server()->dialect();
};

TEST_F(LinkTest, A_link_opens_is_greeted_and_closes) {
  Link link;
  link.begin(LinkId{7}, *pusher_);
  link.open(at(8'000), now(0));
  EXPECT_EQ(link.phase(), Link::Phase::Opening);
  EXPECT_EQ(link.deadline(), at(8'000));
  EXPECT_EQ(effects().size(), 1U);
  link.opened(now(50));
  EXPECT_TRUE(link.is_greeting());
  EXPECT_EQ(link.deadline(), at(8'000));
  EXPECT_TRUE(link.welcomed(welcome("1.1"), options_, at(100)));
  EXPECT_TRUE(link.is_live());
  EXPECT_EQ(link.socket_id(), "1.1");
  EXPECT_EQ(link.deadline(), at(100) + options_.activity_timeout);
  EXPECT_FALSE(link.welcomed(welcome("2.2"), options_, at(200)));
  EXPECT_EQ(link.socket_id(), "1.1");
  link.close(now(300));
  EXPECT_TRUE(link.has_ended());
  EXPECT_EQ(effects(), Texts{"close-link 7 1000"});
}

TEST_F(LinkTest, What_the_host_has_closed_or_never_opened_is_not_closed_again) {
  Link lost;
  lost.begin(LinkId{1}, *pusher_);
  bring_up(lost);
  lost.lost();
  lost.close(now(200));
  EXPECT_EQ(effects(), Texts{});
  Link asking;
  asking.begin(LinkId{2}, *pusher_);
  asking.wait_for_credentials(at(8'000));
  EXPECT_EQ(asking.deadline(), at(8'000));
  asking.close(now(200));
  EXPECT_EQ(effects(), Texts{});
}

TEST_F(LinkTest, An_attempt_that_takes_too_long_has_timed_out_unless_the_host_slept) {
  Link link;
  link.begin(LinkId{1}, *pusher_);
  link.open(at(8'000), now(0));
  EXPECT_EQ(link.tick(options_, now(7'999)), Errc::None);
  EXPECT_EQ(link.tick(options_, now(8'000)), Errc::Timeout);
  EXPECT_EQ(link.tick(options_, now(60'000)), Errc::None);
  EXPECT_EQ(link.deadline(), at(63'000));
}

TEST_F(LinkTest, A_live_link_pings_and_is_silent_when_nothing_answers) {
  Link link;
  link.begin(LinkId{1}, *pusher_);
  bring_up(link);
  EXPECT_EQ(link.tick(options_, now(120'100)), Errc::None);
  EXPECT_EQ(effects(), Texts{R"(send-text 1 {"event":"pusher:ping","data":{}})"});
  EXPECT_EQ(link.tick(options_, now(123'100)), Errc::Silent);
}

TEST_F(LinkTest, A_recent_error_frame_stands_in_for_a_close_code) {
  Link link;
  link.begin(LinkId{1}, *pusher_);
  bring_up(link);
  Frame error;
  error.code = 4100;
  error.text = "over capacity";
  link.note_error(error, false, at(1'000));
  in::LinkClosed closed{LinkId{1}, 1006, {}};
  EXPECT_EQ(link.why(closed, at(2'000)), (Error{Errc::ServerError, 4100, "over capacity"}));
  EXPECT_EQ(link.why(closed, at(2'001)), (Error{Errc::LinkClosed, 1006, ""}));
  link.note_error(error, true, at(3'000));
  EXPECT_EQ(link.why(closed, at(3'000)), (Error{Errc::LinkClosed, 1006, ""}));
  closed.code = 4200;
  EXPECT_EQ(link.why(closed, at(2'000)), (Error{Errc::LinkClosed, 4200, ""}));
}

TEST_F(LinkTest, Another_error_on_the_way_to_the_end_does_not_take_the_place_of_its_reason) {
  Link link;
  link.begin(LinkId{1}, *pusher_);
  bring_up(link);
  Frame error;
  error.code = 4001;
  error.text = "no app";
  link.note_error(error, false, at(1'000));
  Frame other;
  other.code = 4301;
  link.note_error(other, true, at(1'500));
  link.note_error(Frame(), false, at(1'500));
  EXPECT_EQ(link.why({LinkId{1}, 1006, {}}, at(2'000)), (Error{Errc::ServerError, 4001, "no app"}));
}

TEST_F(LinkTest, Before_it_is_live_an_end_without_a_code_of_the_server_is_a_failure) {
  Link link;
  link.begin(LinkId{1}, *pusher_);
  link.open(at(8'000), now(0));
  EXPECT_EQ(link.why({LinkId{1}, 1006, "refused"}, at(10)),
            (Error{Errc::LinkFailed, 1006, "refused"}));
  EXPECT_EQ(link.why({LinkId{1}, 4001, "no app"}, at(10)),
            (Error{Errc::LinkClosed, 4001, "no app"}));
}

TEST_F(LinkTest, Each_link_has_a_session_of_its_own) {
  const auto toy = make_toy({Carrier::Socket, Asks::Nothing});
  Link one;
  one.begin(LinkId{1}, *toy);
  Link two;
  two.begin(LinkId{2}, *toy);
  bring_up(one);
  bring_up(two);
  one.close(now(200));
  two.subscribe("news", {}, now(300));
  EXPECT_EQ(effects(), (Texts{"close-link 1 1000", "send-text 2 join news"}));
}

TEST_F(LinkTest, A_link_that_begins_again_remembers_nothing) {
  Link link;
  EXPECT_TRUE(link.has_ended());
  EXPECT_EQ(link.deadline(), kNever);
  link.begin(LinkId{1}, *pusher_);
  bring_up(link);
  EXPECT_EQ(link.tick(options_, now(120'100)), Errc::None);
  Frame error;
  error.code = 4200;
  link.note_error(error, false, at(121'000));
  link.close(now(121'000));
  (void)effects();
  link.begin(LinkId{2}, *pusher_);
  EXPECT_EQ(link.socket_id(), "");
  EXPECT_EQ(link.why({LinkId{2}, 1006, {}}, at(121'000)), (Error{Errc::LinkFailed, 1006, ""}));
  link.open(at(130'000), now(121'000));
  link.opened(now(121'050));
  ASSERT_TRUE(link.welcomed(welcome("2.2"), options_, at(121'100)));
  EXPECT_EQ(link.deadline(), at(121'100) + options_.activity_timeout);
}

}  // namespace
}  // namespace oread::test
