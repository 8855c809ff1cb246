// The demo's auth endpoint: signs channels without checking the user.
#pragma once

#include <optional>
#include <string>

#include "oread/broker/options.hpp"
#include "oread/broker/signing.hpp"
#include "server/http_message.hpp"

namespace oread::server {

/// Trusts its callers, so it is only for demos and tests, and off by default. The user comes from
/// the parameter `user`, the header `X-Demo-User` or the cookie `user`, in this order, and is a
/// guest otherwise. To test how an app handles refusals, these return 403: channels named
/// `private-forbidden…` and `presence-forbidden…`, another user's `private-user.NAME`, and
/// everything for the user `nobody`. Users named `expired` get 401.
class DemoAuth {
 public:
  /// `master_key`: 44 characters of base64; if empty, encrypted channels are refused.
  DemoAuth(const broker::Digests& digests, const broker::App& app, const std::string& master_key);

  /// `POST /broadcasting/auth` with `socket_id` and `channel_name`.
  [[nodiscard]] HttpAnswer channel(const HttpRequest& request) const;

  /// `POST /broadcasting/user-auth` with `socket_id`.
  [[nodiscard]] HttpAnswer user(const HttpRequest& request) const;

 private:
  const broker::Digests& digests_;
  broker::Credentials credentials_;
  std::optional<std::string> master_key_;
};

}  // namespace oread::server
