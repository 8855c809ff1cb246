// The connection to libwebsockets: one protocol, one callback, and the object that a connection
// (`wsi`) belongs to.
#pragma once

#include <libwebsockets.h>

#include <cstddef>

namespace oread::native {

/// Owns one wsi, or waits for its end.
class WsiHandler {
 public:
  virtual ~WsiHandler() = default;
  /// Called for everything that happens to the wsi. A non-zero return value closes it.
  virtual int on_wsi(lws* wsi, lws_callback_reasons reason, void* in, std::size_t length) = 0;
};

/// The only protocol of our vhosts, and the name that binds a wsi to it.
extern const lws_protocols kWsiProtocols[];
extern const char* const kWsiProtocolName;

/// Attaches a handler. Without one (nullptr), the wsi is closed at its next event.
void set_handler(lws* wsi, WsiHandler* handler);

}  // namespace oread::native
