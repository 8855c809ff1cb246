#include "dialect/socketio/link_url.hpp"

#include "dialect/address.hpp"

namespace oread::socketio {

String link_url(const SocketIoOptions& options, Carrier carrier) {
  const bool is_socket = carrier == Carrier::Socket;
  String out;
  out += is_socket ? "ws" : "http";
  out += options.tls ? "s://" : "://";
  append_host(out, options.host);
  if (options.port != (options.tls ? 443 : 80)) {
    out += ':';
    append_number(out, options.port);
  }
  out += options.path;
  out += "/?";
  if (!View(options.query).empty()) {
    out += options.query;
    out += '&';
  }
  out += "EIO=4&transport=";
  out += is_socket ? "websocket" : "polling";
  // Attachments then come as text on a WebSocket, too.
  if (is_socket && options.namespaces) out += "&b64=1";
  return out;
}

}  // namespace oread::socketio
