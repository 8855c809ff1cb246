// An HTTP request and response as plain values.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/open_file.hpp"

namespace oread::server {

/// The parts of a request that the handlers need. Each header that they read is a member; a missing
/// header is empty.
struct HttpRequest {
  std::string method;
  std::string path;          ///< Percent-encoded, without query; always begins with "/".
  std::string escaped_path;  ///< The same with all escaped that may be; empty if that is `path`.
  std::string query;         ///< Percent-encoded, without "?".
  std::string file;          ///< `path` decoded, for files; may contain any byte.
  std::string origin;
  std::string host;
  std::string cookie;
  std::string user;  ///< The header `X-Demo-User`.
  std::string content_type;
  std::string if_none_match;
  std::string body;
  bool secure = false;
};

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpAnswer {
  std::uint16_t status = 200;
  std::string content_type;
  HttpHeaders headers;  ///< Names in lower case, no colon.
  std::string body;
  std::shared_ptr<OpenFile> file;  ///< Sent instead of a body.
  bool close = false;  ///< Close the connection afterwards: what follows on it cannot be parsed.

  [[nodiscard]] std::size_t size() const { return file ? file->size() : body.size(); }
};

/// A JSON response.
HttpAnswer json_answer(std::uint16_t status, std::string body);

/// A human-readable refusal: one line of text that says what to do.
HttpAnswer text_answer(std::uint16_t status, std::string_view text);

/// `text` with all characters encoded that a path or a query cannot contain. `also` lists further
/// characters to encode.
std::string percent_encoded(std::string_view text, std::string_view also = {});

/// The reverse; "+" stays "+". Invalid escapes are kept.
std::string percent_decoded(std::string_view text);

/// Compares without regard to case, like HTTP.
bool equal_in_any_case(std::string_view a, std::string_view b);

/// The decoded value of one cookie of a Cookie header; empty if missing.
std::string cookie_value(std::string_view header, std::string_view name);

}  // namespace oread::server
