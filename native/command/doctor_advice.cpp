#include "doctor_advice.hpp"

#include <openssl/x509_vfy.h>

#include <cerrno>
#include <cstring>

#include "close_codes.hpp"

namespace oread::command {
namespace {

constexpr const char* kPassUpgrade =
    "make the proxy use HTTP/1.1 and forward Upgrade and Connection (nginx: "
    "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header "
    "Connection \"Upgrade\";)";

/// What nginx, Apache, Go's servers and others return for plain HTTP on a TLS port.
bool says_speak_tls(const UpgradeAnswer& answer) {
  return answer.says("sent to HTTPS port") || answer.says("plain HTTP to an SSL-enabled") ||
         answer.says("HTTP request to an HTTPS server") || answer.says("HTTPS required");
}

Advice about_certificate(long verdict, const std::string& reason) {
  switch (verdict) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return {"the server's certificate has expired, or this machine's clock is wrong",
              "renew it and reload the server, or correct the clock"};
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return {"the server's certificate is not valid yet", "correct this machine's clock"};
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return {"the server's certificate is for another name",
              "use the name in the certificate as the host, or get a certificate for this name"};
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
      return {"the server's certificate is self-signed and not trusted",
              "trust its CA on the clients (here: --ca), or get a certificate that browsers "
              "trust"};
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return {"the server's certificate is not signed by a trusted CA",
              "configure the server to send its whole chain (fullchain.pem), or trust its CA "
              "(here: --ca)"};
    default: return {"the server's certificate is not valid: " + reason, "get a new certificate"};
  }
}

}  // namespace

std::string words(int code, const std::string& message) {
  if (code == 0) return message;
  return std::to_string(code) + (message.empty() ? "" : ": " + message);
}

std::optional<Advice> about_host(const std::string& host) {
  if (!host.ends_with(".pusher.com") || host.starts_with("ws")) return std::nullopt;
  if (host.starts_with("api") || host.starts_with("sockjs")) {
    return Advice{host + " is the host of Pusher's HTTP API, not of its WebSockets",
                  "omit wsHost and set the cluster, or use ws-CLUSTER.pusher.com"};
  }
  return std::nullopt;
}

Advice about_tcp(int error, const std::string& where) {
  if (error == ECONNREFUSED) {
    return {"nothing listens on " + where,
            "start the real-time server (php artisan reverb:start, oread serve), or correct the "
            "port (REVERB_PORT)"};
  }
  if (error == ETIMEDOUT) {
    return {where + " does not respond", "open the port in the firewall, or correct the host"};
  }
  return {where + " cannot be reached: " + std::strerror(error), "check this machine's network"};
}

Advice about_tls(const Stream::Distrust& distrust, const Probes& probes) {
  using Why = Stream::Distrust::Why;
  Advice none{"this port does not use TLS",
              "use http:// here and forceTLS: false in the app, or use the TLS port"};
  switch (distrust.why) {
    case Why::Certificate: return about_certificate(distrust.verdict, distrust.reason);
    case Why::CaFile:
      return {"the CA file cannot be read: " + distrust.reason,
              "pass a PEM file with certificates to --ca"};
    case Why::NotTls: return none;
    case Why::Refused:
      return {"the TLS handshake failed: " + distrust.reason,
              "check the TLS versions, the names and the client certificates that the server "
              "requires"};
    case Why::Silent:
      if (probes.http()) return none;
      return {"the server does not respond to the TLS handshake",
              "correct the port, or check what listens there"};
    case Why::Ended: break;
  }
  if (probes.http()) return none;
  return {"the server closes the connection during the TLS handshake",
          "correct the port, or check what listens there"};
}

Advice about_upgrade(const UpgradeAnswer& answer, const std::string& path, bool tls,
                     const Probes& probes) {
  const std::string status = std::to_string(answer.status);
  if (tls && says_speak_tls(answer)) {
    return {"a proxy accepts the connection but uses plain HTTP to a TLS port behind it",
            "make the proxy use https:// to the real-time server"};
  }
  const bool odd = answer.status == 0 || answer.status == 400;
  if (!tls && (answer.head.starts_with("\x15\x03") || says_speak_tls(answer) ||
               (odd && !answer.head.starts_with("SSH-") && probes.tls()))) {
    return {"this port requires TLS", "use https:// here, and forceTLS: true in the app"};
  }
  if ((odd || answer.status == 200 || answer.status == 404) && probes.socket_io()) {
    return {
        "this is a Socket.IO server, such as laravel-echo-server, which does not speak "
        "the Pusher protocol",
        "use a Pusher-compatible server (Reverb, Soketi), or a Socket.IO client"};
  }
  if (answer.status == 0) {
    if (answer.head.empty()) {
      return {"the server accepted the connection but sent nothing",
              "correct the port, or check what listens there"};
    }
    if (answer.head.starts_with("HTTP/1.")) {
      return {"the server started to respond but did not finish",
              "check its log, and the proxy in front of it"};
    }
    return {"the server on this port does not speak HTTP/1.1", "correct the port"};
  }
  switch (answer.status) {
    case 101:
      return {"something other than a WebSocket server responded",
              "check the proxy in front of it"};
    case 200:
      return {"the address returns a page, not a WebSocket",
              std::string("correct the port, or ") + kPassUpgrade};
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      return {"the server redirects to " + answer.header("Location") +
                  ", and WebSockets do not follow redirects",
              "use the address that it redirects to"};
    case 401:
    case 403:
      return {"the server rejects the upgrade (" + status + ")",
              "allow the page's origin (allowed_origins; here: --origin), or bypass the proxy"};
    case 404:
      return {"there is no WebSocket server at " + path + " (404)",
              "correct the port and the path (wsPath, REVERB_SERVER_PATH): this may be the "
              "app's web server; or, behind a proxy, " +
                  std::string(kPassUpgrade)};
    case 400:
    case 405:
    case 426:
      return {"the server did not receive an upgrade request (" + status + ")", kPassUpgrade};
    case 500:
      // Reverb's response to a request without the Upgrade header.
      if (answer.says("Internal server error.") || probes.reverb()) {
        return {"Reverb returns 500, as it does when it receives no upgrade request", kPassUpgrade};
      }
      return {"the server returns 500 instead of a WebSocket",
              "check its log; behind a proxy, " + std::string(kPassUpgrade)};
    case 502:
    case 503:
    case 504:
      return {"the proxy cannot reach the real-time server (" + status + ")",
              "start the server, and check the address that the proxy uses for it"};
    default:
      return {"the server returns " + status + " instead of a WebSocket",
              "check its log, and the proxy in front of it"};
  }
}

Advice about_code(int code, const std::string& message) {
  const std::string said = code == 0 && message.empty() ? "" : " (" + words(code, message) + ")";
  if (const auto* known = native::close_code(code, native::When::Connecting)) {
    std::string change(known->change);
    if (!known->option.empty()) change.append(" (here: ").append(known->option).append(")");
    return {std::string(known->wrong) + said, std::move(change)};
  }
  return {"the server rejects the connection" + said, "check its log"};
}

Advice about_greeting(const Message& message) {
  switch (message.kind) {
    case Message::Kind::Close:
      if (message.code >= 4000) return about_code(message.code, message.text);
      return {message.code == 0
                  ? "the server closed the connection without a reason"
                  : "the server closed the connection with " + words(message.code, message.text),
              "check its log"};
    case Message::Kind::End:
      return {"the server dropped the connection without a message",
              "check the key (REVERB_APP_KEY, here: --key), because some servers hang up on an "
              "unknown key; otherwise check the server's log"};
    case Message::Kind::Silence:
      return {"the server accepted the WebSocket but sends nothing",
              "a Pusher-compatible server greets immediately: correct the host and port, or "
              "check whether the server is stuck"};
    case Message::Kind::Incomplete:
      return {"the server accepted the WebSocket but sends no complete message",
              "a Pusher-compatible server greets immediately: correct the host and port, or "
              "check the server's log"};
    case Message::Kind::Text: break;
  }
  if (message.text.starts_with("0{") && message.text.find("\"sid\"") != std::string::npos) {
    return {
        "this is a Socket.IO server, such as laravel-echo-server, which does not speak "
        "the Pusher protocol",
        "use a Pusher-compatible server (Reverb, Soketi), or a Socket.IO client"};
  }
  return {"the server does not send a Pusher greeting: " + message.text.substr(0, 60),
          "correct the host and port"};
}

}  // namespace oread::command
