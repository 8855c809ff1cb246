// The connection from libwebsockets to the server: the protocol of our vhost and its callbacks.
#pragma once

#include <libwebsockets.h>

#include <memory>
#include <set>
#include <string_view>

#include "server/waiting_room.hpp"

namespace oread::server {

/// The current role of one accepted TCP connection: a series of HTTP requests, or a WebSocket
/// client. Lives until libwebsockets reports that the connection is closed.
class WsiOwner {
 public:
  virtual ~WsiOwner() = default;
  /// A non-zero return value closes the connection.
  virtual int on_wsi(lws* wsi, lws_callback_reasons reason, std::string_view bytes) = 0;
};

/// Creates the owners; implemented by the server.
class WsiHome {
 public:
  virtual ~WsiHome() = default;
  /// The first request of an HTTP connection is about to be handled.
  virtual std::unique_ptr<WsiOwner> make_http(lws* wsi) = 0;
  /// A WebSocket handshake is complete except for our response; a refusal must send a response of
  /// its own.
  virtual std::unique_ptr<WsiOwner> make_client(lws* wsi) = 0;
  /// An exception was thrown while a connection was served; it is about to be closed.
  virtual void gave_up(const char* why) noexcept = 0;
};

/// Separates the vhost, which lives until its last connection is closed, from the server, which may
/// be destroyed earlier. The vhost's user pointer; it deletes itself with the vhost.
class WsiSlot {
 public:
  /// `waiting_most`: the maximum number of connections that are not WebSockets.
  WsiSlot(WsiHome& home, std::size_t waiting_most) : home_(&home), waiting_(waiting_most) {}

  /// The server is about to be destroyed: closes every connection, and nothing reaches the server
  /// afterwards.
  void abandon();

  [[nodiscard]] WsiHome* home() const { return home_; }
  [[nodiscard]] WaitingRoom& waiting() { return waiting_; }
  [[nodiscard]] std::size_t owned() const { return owned_.size(); }
  void set_owner(lws* wsi, std::unique_ptr<WsiOwner> owner);

 private:
  WsiHome* home_;
  std::set<lws*> owned_;
  WaitingRoom waiting_;
};

/// Sets the protocol and the slot for a vhost that is about to be created.
void serve_by(lws_context_creation_info& info, std::unique_ptr<WsiSlot> slot);

}  // namespace oread::server
