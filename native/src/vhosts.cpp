#include "vhosts.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>
#include <stdexcept>

#include "wsi_handler.hpp"

namespace oread::native {
namespace {

// No control pings from libwebsockets: the engine decides whether a connection is alive, and a
// control frame would make some servers change their liveness rules for this client.
const lws_retry_bo_t kNoPings{};

enum class Trust { None, System, File };

lws_vhost* make_vhost(lws_context* context, const char* name, Trust trust,
                      const std::string& ca_file) {
  lws_context_creation_info info{};
  info.port = CONTEXT_PORT_NO_LISTEN;
  info.vhost_name = name;
  info.protocols = kWsiProtocols;
  info.gid = -1;
  info.uid = -1;
  info.retry_and_idle_policy = &kNoPings;
  // Empty, not null: otherwise libwebsockets would use the proxy from the environment's http_proxy,
  // also for TLS, and ignore no_proxy.
  info.http_proxy_address = "";
  if (trust != Trust::None) info.options |= LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
  if (trust == Trust::File) {
    info.options |= LWS_SERVER_OPTION_DISABLE_OS_CA_CERTS;
    info.client_ssl_ca_filepath = ca_file.c_str();
  }
  lws_vhost* vhost = lws_create_vhost(context, &info);
  if (vhost != nullptr && trust != Trust::None && lws_init_vhost_client_ssl(&info, vhost) != 0) {
    lws_vhost_destroy(vhost);
    return nullptr;
  }
  return vhost;
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

std::optional<Error> check_ca_file(const std::string& path) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "re"));
  if (!file) {
    return Error{Errc::BadOption, 0, "ca_file \"" + path + "\": " + std::strerror(errno)};
  }
  X509* certificate = PEM_read_X509(file.get(), nullptr, nullptr, nullptr);
  ERR_clear_error();
  if (certificate == nullptr) {
    return Error{Errc::BadOption, 0, "ca_file \"" + path + "\" contains no PEM certificate"};
  }
  X509_free(certificate);
  return std::nullopt;
}

Vhosts::Vhosts(lws_context* context)
    : context_(context), plain_(make_vhost(context, "plain", Trust::None, {})) {
  if (plain_ == nullptr) throw std::runtime_error("no memory left for an event loop");
}

Result<lws_vhost*> Vhosts::with(const TlsOptions& tls) {
  const auto known = by_ca_file_.find(tls.ca_file);
  if (known != by_ca_file_.end()) return known->second;
  if (!tls.ca_file.empty()) {
    if (auto wrong = check_ca_file(tls.ca_file)) return *wrong;
  }
  const std::string name = "tls-" + std::to_string(by_ca_file_.size());
  lws_vhost* vhost = make_vhost(context_, name.c_str(),
                                tls.ca_file.empty() ? Trust::System : Trust::File, tls.ca_file);
  if (vhost == nullptr) return Error{Errc::BadOption, 0, "cannot set up TLS"};
  by_ca_file_.emplace(tls.ca_file, vhost);
  return vhost;
}

}  // namespace oread::native
