// How libwebsockets reaches the server: the protocol of our vhost and what it calls.
#pragma once

#include <libwebsockets.h>

#include <memory>
#include <set>
#include <string_view>

#include "server/waiting_room.hpp"

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
  /// Something was thrown while a connection was served; it is about to be closed.
  virtual void gave_up(const char* why) noexcept = 0;
};

/// Stands between the vhost, which lives until its last connection is gone, and the server, which
/// may go earlier. The vhost's user; it deletes itself with the vhost.
class WsiSlot {
 public:
  /// `waiting_most`: connections that are no WebSockets.
  WsiSlot(WsiHome& home, std::size_t waiting_most) : home_(&home), waiting_(waiting_most) {}

  /// The server is about to go: ends every connection, and nothing reaches the server any more.
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

/// Names the protocol and the slot for a vhost that is about to be made.
void serve_by(lws_context_creation_info& info, std::unique_ptr<WsiSlot> slot);

}  // namespace oread::server
