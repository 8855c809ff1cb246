#include "watch.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <memory>
#include <stdexcept>

#include "loop_core.hpp"

namespace oread::native {

/// Lives as long as the wsi, which may outlive the Watch.
class Watch::Session : public WsiHandler {
 public:
  explicit Session(std::function<void(Ready)> on_ready)
      : on_ready_(std::make_shared<std::function<void(Ready)>>(std::move(on_ready))) {}

  int on_wsi(lws* /*wsi*/, lws_callback_reasons reason, void* /*in*/, std::size_t) override {
    switch (reason) {
      case LWS_CALLBACK_RAW_RX_FILE: return tell(Ready::Read);
      case LWS_CALLBACK_RAW_WRITEABLE_FILE: return tell(Ready::Write);
      case LWS_CALLBACK_WSI_DESTROY: wsi = nullptr; return finish();
      default: return 0;
    }
  }

  void detach() {
    on_ready_.reset();
    if (wsi == nullptr) {
      delete this;
      return;
    }
    lws_set_timeout(wsi, PENDING_TIMEOUT_USER_OK, LWS_TO_KILL_ASYNC);
  }

  lws* wsi = nullptr;

 private:
  int tell(Ready ready) {
    // The callback may destroy the Watch, and with it its own state: keep it alive.
    const auto on_ready = on_ready_;
    if (!on_ready) return -1;
    (*on_ready)(ready);
    return on_ready_ ? 0 : -1;
  }

  int finish() {
    if (!on_ready_) delete this;
    return 0;
  }

  std::shared_ptr<std::function<void(Ready)>> on_ready_;
};

Watch::Watch(LoopCore& loop, int fd, std::function<void(Ready)> on_ready)
    : session_(new Session(std::move(on_ready))) {
  lws_adopt_desc_t adopt{};
  adopt.vh = loop.plain_vhost();
  adopt.type = LWS_ADOPT_RAW_FILE_DESC;
  adopt.fd.filefd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
  adopt.vh_prot_name = kWsiProtocolName;
  adopt.opaque = session_;
  if (adopt.fd.filefd >= 0) session_->wsi = lws_adopt_descriptor_vhost_via_info(&adopt);
  if (session_->wsi == nullptr) {
    delete session_;
    throw std::runtime_error("no file descriptor left to watch");
  }
}

Watch::~Watch() {
  session_->detach();
}

void Watch::ask_writable() {
  if (session_->wsi != nullptr) lws_callback_on_writable(session_->wsi);
}

}  // namespace oread::native
