// The smallest dialect of docs/dialects.md runs: it is greeted, subscribes, hears an event, and
// pings.
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "dialect/line.hpp"
#include "support/script.hpp"

namespace oread::test {
namespace {

class LineServer final : public GoodServer {
 public:
  [[nodiscard]] std::unique_ptr<Dialect> dialect() const override {
    return std::make_unique<guide::Line>("ws://localhost/lines");
  }
  [[nodiscard]] std::vector<std::string> greeting(const std::string& socket_id) const override {
    return {"hello " + socket_id};
  }
  [[nodiscard]] std::string answer(const std::string& text) const override {
    if (text == "ping") return "pong";
    return text.starts_with("join ") ? "joined " + text.substr(5) : "";
  }
  [[nodiscard]] std::string acknowledgement(const std::string& channel) const override {
    return "joined " + channel;
  }
  [[nodiscard]] std::string grant(const effect::Authorize& /*request*/) const override {
    return {};
  }
};

TEST(DialectGuide, The_smallest_dialect_connects_subscribes_and_hears) {
  Script script({}, std::make_shared<LineServer>());
  script.give(in::Connect{})
      .causes({"open-link 1 ws://localhost/lines", "connection-changed connecting"})
      .give(in::LinkOpened{LinkId{1}})
      .causes({})
      .hear("hello 1.1")
      .causes({"connection-changed connecting connected 1.1"})
      .give(in::Subscribe{"news", {}})
      .causes({"channel-changed news", "channel-changed news subscribing", "send-text 1 join news"})
      .hear("joined news")
      .causes({"channel-changed news subscribed", "subscribed news"})
      .hear(R"(say news created {"id":1})")
      .causes({R"(message news created {"id":1})"})
      .give(in::Unsubscribe{"news", {}})
      .causes({"send-text 1 part news", "channel-changed news left"});
}

TEST(DialectGuide, The_smallest_dialect_pings_and_reports_what_it_cannot_read) {
  Script script({}, std::make_shared<LineServer>());
  script.connected()
      .pass(Options{}.liveness.activity_timeout)
      .causes({"send-text 1 ping"})
      .hear("pong")
      .causes({})
      .hear("what?")
      .causes({"connection-error bad-frame not a message of this language"});
}

}  // namespace
}  // namespace oread::test
