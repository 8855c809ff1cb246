#include "wsi_handler.hpp"

#include <cstdio>
#include <exception>

namespace oread::native {
namespace {

bool is_sign_of_life(lws_callback_reasons reason) {
  switch (reason) {
    case LWS_CALLBACK_CLIENT_ESTABLISHED:
    case LWS_CALLBACK_CLIENT_RECEIVE:
    case LWS_CALLBACK_CLIENT_WRITEABLE:
    case LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER:
    case LWS_CALLBACK_ESTABLISHED_CLIENT_HTTP:
    case LWS_CALLBACK_CLIENT_HTTP_WRITEABLE:
    case LWS_CALLBACK_RECEIVE_CLIENT_HTTP:
    case LWS_CALLBACK_RECEIVE_CLIENT_HTTP_READ:
    case LWS_CALLBACK_RAW_RX_FILE:
    case LWS_CALLBACK_RAW_WRITEABLE_FILE: return true;
    default: return false;
  }
}

// These callbacks belong to no connection: libwebsockets passes something that is not a wsi.
bool is_about_the_vhost(lws_callback_reasons reason) {
  switch (reason) {
    case LWS_CALLBACK_PROTOCOL_INIT:
    case LWS_CALLBACK_PROTOCOL_DESTROY:
    case LWS_CALLBACK_EVENT_WAIT_CANCELLED:
    case LWS_CALLBACK_GET_THREAD_ID:
    case LWS_CALLBACK_LOCK_POLL:
    case LWS_CALLBACK_UNLOCK_POLL:
    case LWS_CALLBACK_ADD_POLL_FD:
    case LWS_CALLBACK_DEL_POLL_FD:
    case LWS_CALLBACK_CHANGE_MODE_POLL_FD:
    case LWS_CALLBACK_OPENSSL_LOAD_EXTRA_CLIENT_VERIFY_CERTS:
    case LWS_CALLBACK_OPENSSL_LOAD_EXTRA_SERVER_VERIFY_CERTS: return true;
    default: return false;
  }
}

// After a non-zero return value from here, libwebsockets forgets how full its receive buffer is,
// but may keep filling it. A connection that must end while it receives is therefore closed a
// moment later.
int end(lws* wsi, lws_callback_reasons reason) {
  if (reason != LWS_CALLBACK_CLIENT_RECEIVE) return -1;
  lws_set_timeout(wsi, PENDING_TIMEOUT_USER_OK, LWS_TO_KILL_ASYNC);
  return 0;
}

int dispatch(lws* wsi, lws_callback_reasons reason, void* /*user*/, void* in, std::size_t length) {
  if (wsi == nullptr || is_about_the_vhost(reason)) return 0;
  auto* handler = static_cast<WsiHandler*>(lws_get_opaque_user_data(wsi));
  if (handler == nullptr) return is_sign_of_life(reason) ? end(wsi, reason) : 0;
  try {
    return handler->on_wsi(wsi, reason, in, length);
  } catch (const std::exception& error) {
    // libwebsockets is written in C: exceptions must not propagate through it. Only memory can run
    // out here; callbacks of the app are guarded where they are called.
    std::fprintf(stderr, "oread: a connection was abandoned: %s\n", error.what());
    return end(wsi, reason);
  }
}

}  // namespace

const char* const kWsiProtocolName = "oread";

const lws_protocols kWsiProtocols[] = {
    {kWsiProtocolName, dispatch, 0, std::size_t{16} * 1024, 0, nullptr, 0},
    {nullptr, nullptr, 0, 0, 0, nullptr, 0},
};

void set_handler(lws* wsi, WsiHandler* handler) {
  lws_set_opaque_user_data(wsi, handler);
}

}  // namespace oread::native
