// The conformance cases about clients in a GoogleTest program of another project; the client is
// liboread.
#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <mutex>
#include <string>

#include "oread/conformance/gtest.hpp"
#include "oread/native/client.hpp"

namespace {

using namespace oread;

/// The value of a member that is a string without escapes, which is all that these commands have.
std::string text_in(const std::string& json, const std::string& key) {
  const std::string from = "\"" + key + "\":\"";
  const std::size_t at = json.find(from);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + from.size();
  return json.substr(begin, json.find('"', begin) - begin);
}

std::uint16_t port_in(const std::string& json) {
  const std::size_t at = json.find("\"port\":");
  if (at == std::string::npos) return 0;
  return static_cast<std::uint16_t>(std::strtoul(json.c_str() + at + 7, nullptr, 10));
}

class Liboread final : public conformance::Adapter {
 public:
  Liboread() { loop_.start(); }

  void begin(Report report) override { report_ = std::move(report); }

  void tell(const std::string& command) override {
    const std::string what = text_in(command, "cmd");
    if (what == "new") return make(command);
    if (what == "state") {
      return loop_.call([this] { say_state(); });
    }
    if (!client_) return;
    if (what == "connect") client_->connect();
    if (what == "disconnect") client_->disconnect();
    if (what == "subscribe") client_->subscribe(text_in(command, "ch"));
    if (what == "unsubscribe") client_->unsubscribe(text_in(command, "ch"));
  }

 private:
  void make(const std::string& command) {
    client_.reset();
    native::ClientOptions options;
    options.server = native::Server{.key = text_in(command, "key"),
                                    .host = text_in(command, "host"),
                                    .port = port_in(command),
                                    .tls = false};
    options.auth.channel_url = text_in(command, "auth");
    // The cases ask what the protocol asks; devices try again even then.
    options.engine.reconnect.on_fatal = OnFatal::Stop;
    auto made = native::Client::make(loop_, options, [this](const Event& event) { see(event); });
    if (made.ok()) client_ = std::move(made).value();
  }

  void see(const Event& event) {
    if (const auto* on = std::get_if<event::Subscribed>(&event)) {
      report_(R"({"report":"sub_ok","ch":")" + std::string(on->channel) + "\"}");
    }
    if (std::holds_alternative<event::ConnectionChanged>(event)) {
      report_(R"({"report":"state","prev":"","cur":")" + state() + R"(","socket_id":")" +
              socket_id() + "\"}");
    }
  }

  [[nodiscard]] std::string state() const {
    return client_ && client_->status() == ConnectionStatus::Connected ? "connected" : "connecting";
  }
  [[nodiscard]] std::string socket_id() const {
    return client_ ? std::string(client_->socket_id()) : std::string();
  }
  void say_state() {
    report_(R"({"report":"result","of":"state","value":{"state":")" + state() +
            R"(","socket_id":")" + socket_id() + "\"}}");
  }

  Report report_;
  native::Loop loop_;
  std::unique_ptr<native::Client> client_;
};

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  // A few of them: this is about the library.
  testing::GTEST_FLAG(filter) = "CC_08*:CS_01*:CS_02*:CS_15*";
  conformance::register_client_tests([] { return std::make_unique<Liboread>(); });
  return RUN_ALL_TESTS();
}
