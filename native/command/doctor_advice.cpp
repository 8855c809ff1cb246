#include "doctor_advice.hpp"

#include <openssl/x509_vfy.h>

#include <cerrno>
#include <cstring>

#include "close_codes.hpp"

namespace oread::command {
namespace {

bool begins(const std::string& text, std::string_view with) {
  return text.compare(0, with.size(), with) == 0;
}
bool ends(const std::string& text, std::string_view with) {
  return text.size() >= with.size() &&
         text.compare(text.size() - with.size(), with.size(), with) == 0;
}

constexpr const char* kPassUpgrade =
    "have the proxy speak HTTP/1.1 and pass Upgrade and Connection on (nginx: proxy_http_version "
    "1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection \"Upgrade\";)";

/// What nginx, Apache, Go's servers and their kin say in plain HTTP on a port of TLS.
bool says_speak_tls(const UpgradeAnswer& answer) {
  return answer.says("sent to HTTPS port") || answer.says("plain HTTP to an SSL-enabled") ||
         answer.says("HTTP request to an HTTPS server") || answer.says("HTTPS required");
}

Advice about_certificate(long verdict, const std::string& reason) {
  switch (verdict) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return {"the server's certificate has expired, or the clock of this machine is wrong",
              "renew it and reload the server, or correct the clock"};
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return {"the server's certificate is not valid yet", "correct the clock of this machine"};
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return {"the server's certificate was made for another name",
              "use the name that stands in it as the host, or have one made for this name"};
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
      return {"no trusted CA has signed the server's certificate: it is self-signed",
              "trust its CA on the clients (here: --ca), or get one that browsers trust"};
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return {"no trusted CA has signed the server's certificate",
              "have the server send its whole chain (fullchain.pem), or trust its CA (here: --ca)"};
    default: return {"the server's certificate is not good: " + reason, "have another one made"};
  }
}

}  // namespace

std::string words(int code, const std::string& message) {
  if (code == 0) return message;
  return std::to_string(code) + (message.empty() ? "" : ": " + message);
}

std::optional<Advice> about_host(const std::string& host) {
  if (!ends(host, ".pusher.com") || begins(host, "ws")) return std::nullopt;
  if (begins(host, "api") || begins(host, "sockjs")) {
    return Advice{host + " is where Pusher's HTTP API is, not its WebSockets",
                  "leave wsHost out and give the cluster, or use ws-CLUSTER.pusher.com"};
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
    return {where + " does not answer", "open the port in the firewall, or correct the host"};
  }
  return {where + " cannot be reached: " + std::strerror(error),
          "look at the network of this machine"};
}

Advice about_tls(const Stream::Distrust& distrust, const Probes& probes) {
  using Why = Stream::Distrust::Why;
  Advice none{"there is no TLS on this port",
              "use http:// here and forceTLS: false in the app, or the port where TLS is "
              "spoken"};
  switch (distrust.why) {
    case Why::Certificate: return about_certificate(distrust.verdict, distrust.reason);
    case Why::CaFile:
      return {"the CA file cannot be read: " + distrust.reason,
              "give --ca a PEM file with certificates"};
    case Why::NotTls: return none;
    case Why::Refused:
      return {"the server does not agree on TLS: " + distrust.reason,
              "look at the versions, the names and the client certificates that it asks for"};
    case Why::Silent:
      if (probes.http()) return none;
      return {"the server says nothing when TLS begins",
              "correct the port, or look at what listens there"};
    case Why::Ended: break;
  }
  if (probes.http()) return none;
  return {"the server ends the connection when TLS begins",
          "correct the port, or look at what listens there"};
}

Advice about_upgrade(const UpgradeAnswer& answer, const std::string& path, bool tls,
                     const Probes& probes) {
  const std::string status = std::to_string(answer.status);
  if (tls && says_speak_tls(answer)) {
    return {"a proxy takes the connection and speaks plain HTTP to a port of TLS behind it",
            "have the proxy use https:// to the real-time server"};
  }
  const bool odd = answer.status == 0 || answer.status == 400;
  if (!tls && (begins(answer.head, "\x15\x03") || says_speak_tls(answer) ||
               (odd && !begins(answer.head, "SSH-") && probes.tls()))) {
    return {"this port speaks TLS", "use https:// here, and forceTLS: true in the app"};
  }
  if ((odd || answer.status == 200 || answer.status == 404) && probes.socket_io()) {
    return {
        "this is a Socket.IO server, such as laravel-echo-server, which does not speak the "
        "protocol of Pusher",
        "use a Pusher-compatible server (Reverb, Soketi), or a client of Socket.IO"};
  }
  if (answer.status == 0) {
    if (answer.head.empty()) {
      return {"the server took the connection and said nothing",
              "correct the port, or look at what really listens there"};
    }
    if (begins(answer.head, "HTTP/1.")) {
      return {"the server began to answer and did not come to an end",
              "look at its log, and at the proxy in front of it"};
    }
    return {"what listens there does not speak HTTP/1.1", "correct the port"};
  }
  switch (answer.status) {
    case 101:
      return {"something on the way answered in the place of a WebSocket server",
              "look at the proxy in front of it"};
    case 200:
      return {"a page answers where a WebSocket should",
              std::string("correct the port, or ") + kPassUpgrade};
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      return {
          "the server redirects to " + answer.header("Location") + ", which no WebSocket follows",
          "use the address to which it redirects"};
    case 401:
    case 403:
      return {"the server refuses the upgrade (" + status + ")",
              "allow the page's origin (allowed_origins; here: --origin), or pass the proxy"};
    case 404:
      return {"no WebSocket server answers at " + path + " (404)",
              "correct the port and the path (wsPath, REVERB_SERVER_PATH): this may be the web "
              "server of the app; or, behind a proxy, " +
                  std::string(kPassUpgrade)};
    case 400:
    case 405:
    case 426: return {"the server did not see a request to upgrade (" + status + ")", kPassUpgrade};
    case 500:
      // Reverb's answer to a request without the header Upgrade.
      if (answer.says("Internal server error.") || probes.reverb()) {
        return {"Reverb answers 500, as it does when it does not see a request to upgrade",
                kPassUpgrade};
      }
      return {"the server answers 500 where a WebSocket should be",
              "look at its log; behind a proxy, " + std::string(kPassUpgrade)};
    case 502:
    case 503:
    case 504:
      return {"the proxy does not reach the real-time server (" + status + ")",
              "start it, and look at the address that the proxy has for it"};
    default:
      return {"the server answers " + status + " where a WebSocket should be",
              "look at its log, and at the proxy in front of it"};
  }
}

Advice about_code(int code, const std::string& message) {
  const std::string said = code == 0 && message.empty() ? "" : " (" + words(code, message) + ")";
  if (const auto* known = native::close_code(code, native::When::Connecting)) {
    std::string change(known->change);
    if (!known->option.empty()) change.append(" (here: ").append(known->option).append(")");
    return {std::string(known->wrong) + said, std::move(change)};
  }
  return {"the server refuses the connection" + said, "look at its log"};
}

Advice about_greeting(const Message& message) {
  switch (message.kind) {
    case Message::Kind::Close:
      if (message.code >= 4000) return about_code(message.code, message.text);
      return {message.code == 0
                  ? "the server closed the connection and did not say why"
                  : "the server closed the connection with " + words(message.code, message.text),
              "look at its log"};
    case Message::Kind::End:
      return {"the server ended the connection without a word",
              "is the key right (REVERB_APP_KEY, here: --key)? Some servers hang up on another "
              "one; else look at the log of the server"};
    case Message::Kind::Silence:
      return {"the server took the WebSocket and says nothing",
              "a Pusher-compatible server greets at once: correct host and port, or look whether "
              "the server is stuck"};
    case Message::Kind::Incomplete:
      return {"the server took the WebSocket and sends no whole message",
              "a Pusher-compatible server greets at once: correct host and port, or look at the "
              "log of the server"};
    case Message::Kind::Text: break;
  }
  if (begins(message.text, "0{") && message.text.find("\"sid\"") != std::string::npos) {
    return {
        "this is a Socket.IO server, such as laravel-echo-server, which does not speak the "
        "protocol of Pusher",
        "use a Pusher-compatible server (Reverb, Soketi), or a client of Socket.IO"};
  }
  return {
      "the server does not greet as a Pusher-compatible one does: " + message.text.substr(0, 60),
      "correct host and port"};
}

}  // namespace oread::command
