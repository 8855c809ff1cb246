// What ends an attempt before there is a socket; tests/native/client tests the rest.
#include "dial.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oread/native/loop.hpp"

namespace oread::native {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class RecordedDial final : public Dial {
 public:
  RecordedDial(Loop& loop, DialOptions options)
      : Dial(loop.core(), std::move(options)), loop_(loop) {}

  std::vector<std::string> failures;

 private:
  void on_failed(const std::string& why) override {
    failures.push_back(why);
    loop_.stop();
  }
  int on_event(lws* /*wsi*/, lws_callback_reasons /*reason*/, void* /*in*/,
               std::size_t /*length*/) override {
    ADD_FAILURE() << "nothing was connected";
    return -1;
  }

  Loop& loop_;
};

DialOptions to(const std::string& url) {
  DialOptions options;
  options.url = parse_url(url).value();
  return options;
}

std::vector<std::string> failures_of(DialOptions options) {
  Loop loop;
  const auto dial = std::make_shared<RecordedDial>(loop, std::move(options));
  dial->start();
  EXPECT_TRUE(dial->failures.empty()) << "failed within start()";
  loop.run();
  return dial->failures;
}

TEST(Dial, AnAddressThatLibwebsocketsWouldTruncateFails) {
  const auto too_long = ElementsAre(HasSubstr("110 characters for the host and 2000 for the path"));
  EXPECT_THAT(failures_of(to("ws://" + std::string(111, 'x') + "/")), too_long);
  EXPECT_THAT(failures_of(to("ws://127.0.0.1/" + std::string(2000, 'x'))), too_long);
}

TEST(Dial, ACaFileThatCannotBeReadFailsBeforeTheConnection) {
  DialOptions options = to("wss://127.0.0.1:1/");
  options.tls.ca_file = "/missing/ca.pem";
  EXPECT_THAT(failures_of(std::move(options)), ElementsAre(HasSubstr("/missing/ca.pem")));
}

TEST(Dial, ANameThatCannotBeResolvedFailsWithTheReason) {
  EXPECT_THAT(failures_of(to("ws://x.onion/")),
              ElementsAre(HasSubstr("cannot resolve \"x.onion\"")));
}

TEST(Dial, AnAbandonedAttemptReportsNothing) {
  Loop loop;
  const auto abandoned = std::make_shared<RecordedDial>(loop, to("ws://x.onion/"));
  const auto other = std::make_shared<RecordedDial>(loop, to("ws://x.onion/"));
  abandoned->start();
  abandoned->abandon();
  other->start();
  loop.run();
  EXPECT_TRUE(abandoned->failures.empty());
  EXPECT_EQ(other->failures.size(), 1U);
}

}  // namespace
}  // namespace oread::native
