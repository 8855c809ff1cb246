// Addresses of servers: ws, wss, http and https URLs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "oread/native/fields.hpp"
#include "oread/result.hpp"

namespace oread::native {

struct Url {
  std::string scheme;  ///< "ws", "wss", "http" or "https"; other protocols use the struct as well.
  std::string host;    ///< Name or address; an IPv6 address without brackets.
  std::uint16_t port = 0;
  std::string target = "/";  ///< Path and query, as in a request line.

  [[nodiscard]] bool tls() const { return scheme == "wss" || scheme == "https"; }
  /// The path alone.
  [[nodiscard]] std::string path() const { return target.substr(0, target.find('?')); }
  /// Host and port, human-readable.
  [[nodiscard]] std::string place() const;
  /// The value of the Host header: with brackets where needed, without a default port.
  [[nodiscard]] std::string authority() const;
};

/// Error: BadOption, with the URL and what is wrong with it.
Result<Url> parse_url(std::string_view text);

/// True for "192.0.2.1" and "2001:db8::1".
bool is_address(const std::string& host);

/// "a=1&b=two+words": the body of a form.
std::string encode_form(const Fields& fields);

/// Whether a header can be sent unchanged: its name is a token, its value has no line break.
bool is_header(const Field& header);

}  // namespace oread::native
