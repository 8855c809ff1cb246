// A dialect may report that a member came or went without saying which one.
#include <memory>

#include <gtest/gtest.h>

#include "channel/channel.hpp"
#include "support/script.hpp"

namespace oread::test {
namespace {

/// A message is the number of a kind of frame, as a character. There is one channel.
class Session final : public oread::Session {
 public:
  [[nodiscard]] View url() override { return "ws://bare.test"; }
  void decode(View text, FrameSink& out) override {
    Frame frame;
    if (!text.empty()) frame.kind = static_cast<Frame::Kind>(text.front() - '0');
    frame.channel = "room";
    out.take(frame);
  }
  [[nodiscard]] bool read_sealed(View /*data*/, SealedPayload& /*out*/) override { return false; }
  View ping() override { return "ping"; }
  View subscribe(View /*channel*/, const Grant& /*grant*/) override { return "join"; }
  View unsubscribe(View /*channel*/) override { return "part"; }
  View sign_in(const Grant& /*grant*/) override { return {}; }
};

class Bare final : public Dialect {
 public:
  [[nodiscard]] OwnSession session() override { return std::make_unique<Session>(); }
  AfterClose after_close(std::uint16_t /*code*/) override { return AfterClose::BackOff; }
  [[nodiscard]] ChannelTraits traits(View /*channel*/) const override {
    ChannelTraits traits;
    traits.presence = true;
    return traits;
  }
  View user_channel(View /*user_id*/) override { return {}; }
  View client_event(View /*channel*/, View /*event*/, View /*data*/) override { return {}; }
  [[nodiscard]] std::uint32_t client_events_per_second() const override { return 0; }
  [[nodiscard]] const char* read_grant(View /*body*/, ChannelTraits /*traits*/, AuthKind /*kind*/,
                                       Grant& /*out*/) override {
    return "no signatures";
  }
};

std::string message(Frame::Kind kind) {
  return {static_cast<char>('0' + static_cast<int>(kind))};
}

class BareServer final : public GoodServer {
 public:
  [[nodiscard]] std::unique_ptr<Dialect> dialect() const override {
    return std::make_unique<Bare>();
  }
  [[nodiscard]] std::vector<std::string> greeting(const std::string& /*socket_id*/) const override {
    return {message(Frame::Kind::Welcome)};
  }
  [[nodiscard]] std::string answer(const std::string& text) const override {
    return message(text == "join" ? Frame::Kind::Subscribed : Frame::Kind::Nothing);
  }
  [[nodiscard]] std::string acknowledgement(const std::string& /*channel*/) const override {
    return message(Frame::Kind::Subscribed);
  }
  [[nodiscard]] std::string grant(const effect::Authorize& /*request*/) const override {
    return {};
  }
};

TEST(Channels, News_of_a_member_without_the_member_are_ignored) {
  Script({}, std::make_shared<BareServer>())
      .connected()
      .subscribed("room")
      .hear(message(Frame::Kind::MemberAdded))
      .causes({})
      .hear(message(Frame::Kind::MemberRemoved))
      .causes({})
      .pass(Options{}.channels.leave_grace)
      .causes({});
}

}  // namespace
}  // namespace oread::test
