#include "doctor_advice.hpp"

#include <openssl/x509_vfy.h>

#include <cerrno>
#include <cstring>

namespace oread::command {
namespace {

bool begins(const std::string& text, std::string_view with) {
  return text.compare(0, with.size(), with) == 0;
}
bool ends(const std::string& text, std::string_view with) {
  return text.size() >= with.size() &&
         text.compare(text.size() - with.size(), with.size(), with) == 0;
}

}  // namespace

std::string words(const Message& close) {
  std::string out = std::to_string(close.code);
  if (!close.text.empty()) out += ": " + close.text;
  return out;
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

Advice about_tls(long verdict, const std::string& reason) {
  switch (verdict) {
    case X509_V_OK: break;
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return {"the server's certificate has expired", "renew it and reload the server"};
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return {"the server's certificate was made for another name",
              "use the name that stands in it as the host, or have one made for this name"};
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
      return {"nobody vouches for the server's certificate: it is self-signed",
              "trust its CA on the clients (here: --ca), or get one that browsers trust"};
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return {"nobody known vouches for the server's certificate",
              "have the server send its whole chain (fullchain.pem), or trust its CA (here: --ca)"};
    default: return {"the server's certificate is not good: " + reason, "have another one made"};
  }
  return {"there is no TLS on this port (" + reason + ")",
          "use http:// here and forceTLS: false in the app, or the port where TLS is spoken"};
}

Advice about_upgrade(const UpgradeAnswer& answer, const std::string& path) {
  const std::string status = std::to_string(answer.status);
  const bool proxied = answer.head.find("HTTPS port") != std::string::npos;
  if (answer.status == 0 && answer.head.empty()) {
    return {"the server took the connection and said nothing",
            "use https:// if this port speaks TLS; else look at what really listens there"};
  }
  if (begins(answer.head, "\x15\x03") || proxied) {
    return {"this port speaks TLS", "use https:// here, and forceTLS: true in the app"};
  }
  if (answer.status == 0) {
    return {"what listens there does not speak HTTP", "correct the port"};
  }
  switch (answer.status) {
    case 101:
      return {"something on the way answered in the place of a WebSocket server",
              "look at the proxy in front of it"};
    case 200:
      return {"a page answers where a WebSocket should",
              "correct the port, or have the proxy pass Upgrade and Connection on"};
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
              "server of the app"};
    case 400:
    case 405:
    case 426:
      return {"the server did not see a request to upgrade (" + status + ")",
              "have the proxy pass Upgrade and Connection on, and speak HTTP/1.1 to the server"};
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
  const std::string said =
      " (" + std::to_string(code) + (message.empty() ? "" : ": " + message) + ")";
  switch (code) {
    case 4000: return {"the server wants TLS" + said, "use https:// and forceTLS: true"};
    case 4001:
      return {"the server does not know this key" + said,
              "use the key of the server (REVERB_APP_KEY, here: --key)"};
    case 4003: return {"the app is disabled on the server" + said, "enable it there"};
    case 4004:
      return {"the server has as many connections as it may have" + said, "raise its limit"};
    case 4005: return {"the server has nothing at this path" + said, "correct wsPath"};
    case 4007:
    case 4008:
      return {"the server speaks another version of the protocol" + said, "update the server"};
    case 4009:
      return {"the server does not let this origin in" + said,
              "add the page's host to allowed_origins (here: --origin)"};
    case 4100: return {"the server is too busy" + said, "try again later"};
    default: return {"the server refuses" + said, "look at its log"};
  }
}

Advice about_greeting(const Message& message) {
  switch (message.kind) {
    case Message::Kind::Close:
      if (message.code >= 4000) return about_code(message.code, message.text);
      return {"the server closed the connection with " + words(message), "look at its log"};
    case Message::Kind::End:
      return {"the server ended the connection without a word", "look at its log"};
    case Message::Kind::Silence:
      return {"the server took the WebSocket and says nothing",
              "this is no Pusher-compatible server: correct host and port"};
    case Message::Kind::Text: break;
  }
  if (begins(message.text, "0{") && message.text.find("\"sid\"") != std::string::npos) {
    return {"this is a Socket.IO server, such as laravel-echo-server",
            "use a Pusher-compatible one (Reverb, Soketi), or another address"};
  }
  return {
      "the server does not greet as a Pusher-compatible one does: " + message.text.substr(0, 60),
      "correct host and port"};
}

Advice about_auth(std::uint16_t status, const std::string& location) {
  const std::string in = " (" + std::to_string(status) + ")";
  switch (status) {
    case 200:
      return {"the auth endpoint answers with something that is no signature",
              "it is another page, or BROADCAST_CONNECTION is null or log"};
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      return {"the auth endpoint redirects to " + location,
              "send cookies or a token (here: --header), or use that address"};
    case 401: return {"the auth endpoint does not know who asks" + in, "send a token (--header)"};
    case 419:
      return {"the auth endpoint misses the CSRF token" + in,
              "send X-CSRF-TOKEN or X-XSRF-TOKEN, or leave the route out of VerifyCsrfToken"};
    case 404:
    case 405:
      return {"nothing answers at the auth endpoint" + in,
              "add Broadcast::routes() or withBroadcasting() to the app, or correct authEndpoint"};
    case 429: return {"the auth endpoint has had enough" + in, "raise its rate limit"};
    default: return {"the auth endpoint fails" + in, "look at the log of the app"};
  }
}

Advice about_publish(std::uint16_t status) {
  const std::string in = " (" + std::to_string(status) + ")";
  switch (status) {
    case 401:
      return {"the HTTP API does not accept the signature" + in,
              "correct --app-id and --secret (REVERB_APP_ID, REVERB_APP_SECRET), and the clocks"};
    case 404:
      return {"the HTTP API does not know the app" + in, "correct --app-id (REVERB_APP_ID)"};
    default: return {"the HTTP API refuses" + in, "look at the log of the real-time server"};
  }
}

}  // namespace oread::command
