// The broker of the dev server for JavaScript, as the server of the test kit (js/src/testing).
// Every call passes one input and the time, and returns the broker's effects.
#include <emscripten/bind.h>

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <variant>

#include "digests.hpp"
#include "oread/broker/broker.hpp"
#include "oread/broker/signing.hpp"

namespace {

using emscripten::val;
namespace broker = oread::broker;

constexpr const char* kApp = "testing";

broker::Options options_for(const std::string& key) {
  broker::App app;
  app.id = kApp;
  app.key = key;
  app.secret = "secret";
  broker::Options options;
  options.apps.push_back(std::move(app));
  return options;
}

/// An effect as a JavaScript object; `kind` is its name.
class ToJs {
 public:
  explicit ToJs(val& list) : list_(list) {}

  void operator()(const broker::effect::SendText& send) const {
    val made = make("send", send.connection);
    made.set("text", *send.text);
    push(made);
  }
  void operator()(const broker::effect::CloseConnection& close) const {
    val made = make("close", close.connection);
    made.set("code", close.code);
    made.set("text", close.reason);
    push(made);
  }
  void operator()(const broker::effect::Notice& notice) const {
    val made = make(std::string(name(notice.kind)), notice.connection);
    made.set("channel", notice.channel);
    made.set("text", notice.text);
    push(made);
  }
  void operator()(const broker::effect::Published& published) const {
    if (!published.error) return;
    val made = make("unpublished", {});
    made.set("text", published.error->text);
    push(made);
  }
  // The test kit sends no HTTP requests, configures no webhooks and no auth endpoint, knows no
  // other nodes and does not drain the broker.
  void operator()(const broker::effect::HttpResponse&) const {}
  void operator()(const broker::effect::DeliverWebhook&) const {}
  void operator()(const broker::effect::AskAccess&) const {}
  void operator()(const broker::effect::DropAccess&) const {}
  void operator()(const broker::effect::TellNodes&) const {}
  void operator()(const broker::effect::Drained&) const {}

 private:
  static val make(const std::string& kind, broker::ConnectionId connection) {
    val made = val::object();
    made.set("kind", kind);
    made.set("connection", connection.value);
    return made;
  }
  void push(const val& made) const { list_.call<void>("push", made); }

  val& list_;
};

class Box {
 public:
  explicit Box(const std::string& key)
      : credentials_{key, "secret"}, broker_(options_for(key), digests_) {}

  val opened(double now, std::uint32_t connection, const std::string& path,
             const std::string& query, double entropy) {
    broker::in::ConnectionOpened opened;
    opened.connection = broker::ConnectionId{connection};
    opened.path = path;
    opened.query = query;
    opened.entropy = static_cast<std::uint64_t>(entropy * 9007199254740992.0) * 2654435761U;
    return give(std::move(opened), now);
  }
  val heard(double now, std::uint32_t connection, const std::string& text) {
    return give(broker::in::TextReceived{broker::ConnectionId{connection}, text}, now);
  }
  val gone(double now, std::uint32_t connection) {
    return give(broker::in::ConnectionClosed{broker::ConnectionId{connection}}, now);
  }
  val publish(double now, const std::string& channel, const std::string& event,
              const std::string& data, const std::string& except) {
    broker::in::Publish publish;
    publish.request = oread::RequestId{1};
    publish.app_id = kApp;
    publish.channels = {channel};
    publish.event = event;
    publish.data = data;
    publish.socket_id = except;
    return give(std::move(publish), now);
  }
  val tick(double now) { return give(broker::in::Tick{}, now); }

  /// Infinity if the broker only waits for inputs.
  [[nodiscard]] double deadline() const {
    const auto at = broker_.deadline();
    return at ? static_cast<double>(at->time_since_epoch().count())
              : std::numeric_limits<double>::infinity();
  }
  [[nodiscard]] std::string sign_channel(const std::string& socket_id, const std::string& channel,
                                         const std::string& data) const {
    return broker::sign_channel(digests_, credentials_, socket_id, channel, data);
  }
  [[nodiscard]] std::string sign_user(const std::string& socket_id, const std::string& data) const {
    return broker::sign_user(digests_, credentials_, socket_id, data);
  }

 private:
  val give(broker::Input input, double now) {
    const auto ms = static_cast<std::int64_t>(now);
    val list = val::array();
    const broker::Now at{oread::Time{oread::Millis{ms}}, 1'700'000'000'000 + ms};
    for (const broker::Effect& effect : broker_.handle(std::move(input), at)) {
      std::visit(ToJs(list), effect);
    }
    return list;
  }

  oread::testing::KitDigests digests_;
  broker::Credentials credentials_;
  broker::Broker broker_;
};

}  // namespace

EMSCRIPTEN_BINDINGS(oread_testing) {
  emscripten::class_<Box>("Broker")
      .constructor<const std::string&>()
      .function("opened", &Box::opened)
      .function("heard", &Box::heard)
      .function("gone", &Box::gone)
      .function("publish", &Box::publish)
      .function("tick", &Box::tick)
      .function("deadline", &Box::deadline)
      .function("signChannel", &Box::sign_channel)
      .function("signUser", &Box::sign_user);
}
