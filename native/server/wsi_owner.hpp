// How libwebsockets reaches the server: the protocol of our vhost and what it calls.
#pragma once

#include <libwebsockets.h>

#include <cstddef>
#include <memory>
#include <string_view>

namespace oread::server {

/// What one accepted TCP connection is at the moment: a series of HTTP requests, or a WebSocket
/// client. Lives until libwebsockets says that the connection is no more.
class WsiOwner {
 public:
  virtual ~WsiOwner() = default;
  /// A value other than 0 closes the connection.
  virtual int on_wsi(lws* wsi, lws_callback_reasons reason, std::string_view bytes) = 0;
};

/// Who makes them: the server.
class WsiHome {
 public:
  virtual ~WsiHome() = default;
  /// The first request of an HTTP connection is about to be handled.
  virtual std::unique_ptr<WsiOwner> make_http(lws* wsi) = 0;
  /// A WebSocket handshake is complete but for our answer; nothing refuses it without a word.
  virtual std::unique_ptr<WsiOwner> make_client(lws* wsi) = 0;
};

/// For `lws_context_creation_info::protocols`; the vhost's user is the WsiHome.
extern const lws_protocols kServerProtocols[];

}  // namespace oread::server
