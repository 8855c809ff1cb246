// How libwebsockets reaches us: one protocol, one callback, and the object that a connection
// (`wsi`) belongs to.
#pragma once

#include <libwebsockets.h>

#include <cstddef>

namespace oread::native {

/// Owns one wsi, or waits for its end.
class WsiHandler {
 public:
  virtual ~WsiHandler() = default;
  /// Told about everything that happens to the wsi. A value other than 0 closes it.
  virtual int on_wsi(lws* wsi, lws_callback_reasons reason, void* in, std::size_t length) = 0;
};

/// The one protocol of our vhosts, and the name to bind a wsi to it.
extern const lws_protocols kWsiProtocols[];
extern const char* const kWsiProtocolName;

/// Attaches a handler. Without one (nullptr), the wsi is closed at its next sign of life.
void set_handler(lws* wsi, WsiHandler* handler);

}  // namespace oread::native
