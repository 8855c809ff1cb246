// Where the links of an engine lead.
#pragma once

#include "oread/text.hpp"

namespace oread {

/// Complete addresses, for a host that has them already because it opens its first link before the
/// engine runs.
struct LinkAddresses {
  Text url;      ///< Without TLS.
  Text tls_url;  ///< With TLS.
  bool tls = true;

  static void fields(auto& self, auto&& field) {
    field("url", self.url);
    field("tlsUrl", self.tls_url);
    field("tls", self.tls);
  }
};

/// The same for a dialect that has two carriers: Socket.IO.
struct CarrierAddresses {
  Text socket_url;   ///< For WebSockets.
  Text polling_url;  ///< For requests, which add to its query.
  Text transports;   ///< As in `SocketIoOptions`.
  bool sends_auth = false;
  bool namespaces = false;

  static void fields(auto& self, auto&& field) {
    field("socketUrl", self.socket_url);
    field("pollingUrl", self.polling_url);
    field("transports", self.transports);
    field("sendsAuth", self.sends_auth);
    field("namespaces", self.namespaces);
  }
};

}  // namespace oread
