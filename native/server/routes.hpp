// Routes HTTP requests to the parts of the server.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "server/broker_host.hpp"
#include "server/cors.hpp"
#include "server/demo_auth.hpp"
#include "server/demo_gate.hpp"
#include "server/http_handler.hpp"
#include "server/server_options.hpp"
#include "server/static_files.hpp"

namespace oread::server {

class Routes final : public HttpHandler {
 public:
  Routes(BrokerHost& broker, const ServerOptions& options, const Log& log);

  void handle(HttpCaller& caller, HttpRequest request) override;
  void forget(HttpCaller& caller) override { broker_.forget(caller); }

  /// /up says from now on whether events from Redis arrive.
  void tell_of_redis(std::function<bool()> is_connected) {
    redis_is_connected_ = std::move(is_connected);
  }

  [[nodiscard]] const DemoGates& gates() const { return gates_; }

 private:
  [[nodiscard]] bool is_demo_path(const std::string& path) const;
  void handle_demo(HttpCaller& caller, const HttpRequest& request);
  void publish(HttpCaller& caller, const HttpRequest& request);
  HttpAnswer shut_gate(const HttpRequest& request);
  [[nodiscard]] HttpAnswer health() const;
  [[nodiscard]] HttpAnswer page(const HttpRequest& request) const;

  BrokerHost& broker_;
  const Log& log_;
  std::string app_id_;
  bool demo_;
  Cors cors_;
  DemoAuth auth_;
  DemoGates gates_;
  StaticFiles files_;
  std::function<bool()> redis_is_connected_;
};

}  // namespace oread::server
