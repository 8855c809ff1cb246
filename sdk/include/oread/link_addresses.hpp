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

}  // namespace oread
