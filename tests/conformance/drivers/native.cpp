// A driver for liboread, for `oread conform client`.
#include <iostream>
#include <memory>
#include <string>

#include "conform/client/engine_reports.hpp"
#include "conform/foreign_json.hpp"
#include "oread/native/client.hpp"

namespace {

using namespace oread;
using conform::Json;
using conform::plain_text;

void say(const Json& report) {
  std::cout << report.dump(-1, ' ', false, Json::error_handler_t::replace) << std::endl;
}

std::string text_in(const Json& command, const char* key) {
  return command.contains(key) ? plain_text(command[key]) : std::string();
}

class Driver {
 public:
  void obey(const Json& command) {
    const std::string what = text_in(command, "cmd");
    const std::string channel = text_in(command, "ch");
    if (what == "new") return make(command);
    if (!client_) return;
    if (what == "connect") client_->connect();
    if (what == "disconnect") client_->disconnect();
    if (what == "subscribe") {
      loop_.call([&] { app_.subscribe(channel); });
      client_->subscribe(channel);
    }
    if (what == "unsubscribe") {
      loop_.call([&] { app_.unsubscribe(channel); });
      client_->unsubscribe(channel);
    }
    if (what == "trigger") {
      client_->whisper(channel, text_in(command, "event"), command["data"].dump(), false);
    }
    if (what == "signin") client_->sign_in();
    // On the loop's thread, so that the answer comes after what was announced before.
    if (what == "members") {
      loop_.call([&] { answer(what, app_.members(channel)); });
    }
    if (what == "state") {
      loop_.call([&] {
        answer(what, {{"state", conform::state_name(client_->status())},
                      {"socket_id", client_->socket_id()}});
      });
    }
  }

  void start() { loop_.start(); }

 private:
  static void answer(const std::string& of, const Json& value) {
    say({{"report", "result"}, {"of", of}, {"value", value}});
  }

  void make(const Json& command) {
    client_.reset();
    app_ = {};
    native::ClientOptions options;
    native::Server server{.key = text_in(command, "key"),
                          .host = text_in(command, "host"),
                          .port = command.value("port", std::uint16_t{0}),
                          .path = text_in(command, "path")};
    if (command.contains("tls")) server.tls = command["tls"];
    options.server = server;
    options.auth.channel_url = text_in(command, "auth");
    options.auth.user_url = text_in(command, "user_auth");
    // The cases ask what the protocol asks; devices try again even then.
    options.engine.reconnect.on_fatal = OnFatal::Stop;
    if (command.contains("activity_timeout")) {
      options.engine.liveness.activity_timeout =
          Span(command["activity_timeout"].get<std::uint32_t>());
    }
    auto made = native::Client::make(loop_, options, [this](const Event& event) {
      if (const auto report = app_.see(event)) say(*report);
    });
    if (!made.ok()) return say({{"report", "log"}, {"msg", made.error().text}});
    client_ = std::move(made).value();
  }

  native::Loop loop_;
  conform::AppView app_;  ///< Used on the loop's thread, or while there is no client.
  std::unique_ptr<native::Client> client_;
};

}  // namespace

int main() {
  Driver driver;
  driver.start();
  say({{"report", "hello"},
       {"name", "oread native"},
       {"can",
        {"presence", "encrypted", "signin", "watchlist", "trigger", "counts", "path",
         "user-events"}}});
  for (std::string line; std::getline(std::cin, line);) {
    const Json command = conform::foreign_json(line);
    if (!command.is_object()) continue;
    if (command.value("cmd", Json()) == "quit") break;
    driver.obey(command);
  }
}
