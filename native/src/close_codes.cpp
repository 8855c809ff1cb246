#include "close_codes.hpp"

#include <utility>

namespace oread::native {
namespace {

// js/src/doctor/codes.ts has the same sentences; tests/tables/close_codes.json checks both.
constexpr CloseCode kCodes[] = {
    {4000, When::Connecting, "the server requires TLS", "connect with TLS (forceTLS: true)",
     "an address with https://"},
    {4001, When::Connecting, "the server does not know this key",
     "use the key of the server (REVERB_APP_KEY)", "--key"},
    {4003, When::Connecting, "the app is disabled on the server", "enable it there", ""},
    {4004, When::Connecting, "the server has reached its connection limit",
     "raise its limit (REVERB_APP_MAX_CONNECTIONS)", ""},
    {4005, When::Connecting, "the server does not serve this path", "correct the path (wsPath)",
     "the address"},
    {4006, When::Connecting, "the server does not support this client's version",
     "update the server", ""},
    {4007, When::Connecting, "the server uses another version of the protocol", "update the server",
     ""},
    {4008, When::Connecting, "the server received no protocol version",
     "make the proxy pass on the URL's query (?protocol=7)", ""},
    {4009, When::Connecting, "the server does not allow this origin",
     "add the page's host to allowed_origins", "--origin"},
    {4100, When::Connecting, "the server is too busy", "try again later, or give it more resources",
     ""},
    {4009, When::Connected, "the server does not authorize this client, or what it asked for",
     "give the app and the server the same key and secret (REVERB_APP_KEY, REVERB_APP_SECRET), and "
     "whisper only on joined channels; the app may also have ended the connection",
     ""},
    {4200, When::Connected, "the server did not understand a message",
     "check its log; some servers, such as Reverb, do not support signing in", ""},
    {4301, When::Connected, "the server accepts no more messages for now, or no whispers at all",
     "send fewer, raise its limit (REVERB_APP_RATE_LIMIT_MAX_ATTEMPTS), or allow client events",
     ""},
};

}  // namespace

const CloseCode* close_code(int code, When when) {
  for (const CloseCode& one : kCodes) {
    if (one.code == code && one.when == when) return &one;
  }
  return nullptr;
}

std::string explain(int code) {
  const CloseCode* first = close_code(code, When::Connecting);
  const CloseCode* second = close_code(code, When::Connected);
  if (first == nullptr) std::swap(first, second);
  if (first == nullptr) return {};
  std::string wrong(first->wrong);
  std::string change(first->change);
  if (second != nullptr) {
    wrong.append(", or ").append(second->wrong);
    change.append(", or ").append(second->change);
  }
  wrong[0] = static_cast<char>(wrong[0] - 'a' + 'A');
  return wrong + ": " + change;
}

}  // namespace oread::native
