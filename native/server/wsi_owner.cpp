#include "server/wsi_owner.hpp"

#include <exception>

#include "server/upgrade.hpp"

namespace oread::server {
namespace {

WsiOwner* owner_of(lws* wsi) {
  return static_cast<WsiOwner*>(lws_get_opaque_user_data(wsi));
}

WsiSlot& slot_of(lws* wsi) {
  return *static_cast<WsiSlot*>(lws_get_vhost_user(lws_get_vhost(wsi)));
}

int dispatch(lws* wsi, lws_callback_reasons reason, void* in, std::string_view bytes) {
  switch (reason) {
    case LWS_CALLBACK_HTTP: {
      WsiSlot& slot = slot_of(wsi);
      if (slot.home() == nullptr) return -1;
      slot.waiting().enter(wsi);
      if (owner_of(wsi) == nullptr) slot.set_owner(wsi, slot.home()->make_http(wsi));
      return owner_of(wsi)->on_wsi(wsi, reason, bytes);
    }

    case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE:
      return slot_of(wsi).home() == nullptr ? -1 : judge_upgrade(wsi, static_cast<char*>(in));

    case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION: {
      WsiSlot& slot = slot_of(wsi);
      if (slot.home() == nullptr) return -1;
      std::unique_ptr<WsiOwner> client = slot.home()->make_client(wsi);
      if (!client) return -1;
      slot.waiting().leave(wsi);
      slot.set_owner(wsi, std::move(client));
      return 0;
    }

    // After CONNECT, libwebsockets would keep the connection as a raw one, without a time limit.
    case LWS_CALLBACK_RAW_ADOPT:
    case LWS_CALLBACK_RAW_RX: return -1;

    case LWS_CALLBACK_HTTP_BODY:
    case LWS_CALLBACK_HTTP_BODY_COMPLETION:
    case LWS_CALLBACK_HTTP_WRITEABLE:
    case LWS_CALLBACK_CLOSED_HTTP:
    case LWS_CALLBACK_ESTABLISHED:
    case LWS_CALLBACK_RECEIVE:
    case LWS_CALLBACK_SERVER_WRITEABLE:
    case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
    case LWS_CALLBACK_CLOSED:
      return owner_of(wsi) != nullptr ? owner_of(wsi)->on_wsi(wsi, reason, bytes) : 0;

    case LWS_CALLBACK_WSI_DESTROY:
      slot_of(wsi).waiting().leave(wsi);
      if (owner_of(wsi) != nullptr) slot_of(wsi).set_owner(wsi, nullptr);
      return 0;

    default: return 0;
  }
}

int callback(lws* wsi, lws_callback_reasons reason, void* /*user*/, void* in, std::size_t length) {
  if (wsi == nullptr) return 0;
  const bool has_bytes = reason == LWS_CALLBACK_HTTP_BODY || reason == LWS_CALLBACK_RECEIVE;
  const std::string_view bytes =
      has_bytes ? std::string_view(static_cast<const char*>(in), length) : std::string_view();
  try {
    return dispatch(wsi, reason, in, bytes);
  } catch (const std::exception& error) {
    // libwebsockets is written in C: exceptions must not propagate through it. Only memory can run
    // out here.
    WsiHome* home = slot_of(wsi).home();
    if (home != nullptr) home->gave_up(error.what());
    if (reason != LWS_CALLBACK_RECEIVE) return -1;
    // Refusing a message would make libwebsockets write past the end of its buffer.
    lws_set_timeout(wsi, PENDING_TIMEOUT_KILLED_BY_PARENT, LWS_TO_KILL_ASYNC);
    return 0;
  }
}

const lws_protocols kProtocols[] = {
    {"oread-server", callback, 0, std::size_t{16} * 1024, 0, nullptr, 0},
    {nullptr, nullptr, 0, 0, 0, nullptr, 0},
};

}  // namespace

void WsiSlot::set_owner(lws* wsi, std::unique_ptr<WsiOwner> owner) {
  delete owner_of(wsi);
  if (owner) {
    owned_.insert(wsi);
  } else {
    owned_.erase(wsi);
  }
  lws_set_opaque_user_data(wsi, owner.release());
}

void WsiSlot::abandon() {
  while (!owned_.empty()) {
    lws* wsi = *owned_.begin();
    set_owner(wsi, nullptr);
    lws_set_timeout(wsi, PENDING_TIMEOUT_KILLED_BY_PARENT, LWS_TO_KILL_ASYNC);
  }
  home_ = nullptr;
}

void serve_by(lws_context_creation_info& info, std::unique_ptr<WsiSlot> slot) {
  info.protocols = kProtocols;
  info.finalize = [](lws_vhost*, void* mine) { delete static_cast<WsiSlot*>(mine); };
  info.finalize_arg = slot.get();
  info.user = slot.release();
}

}  // namespace oread::server
