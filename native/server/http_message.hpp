// A request and an answer of the HTTP side, as plain values.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/open_file.hpp"

namespace oread::server {

/// What a handler of this server needs to know of a request. Header names that it reads are
/// members; an absent header is empty.
struct HttpRequest {
  std::string method;
  std::string path;   ///< Percent-encoded, without query; always begins with "/".
  std::string query;  ///< Percent-encoded, without "?".
  std::string file;   ///< `path` decoded, for files; may hold any byte.
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
  std::shared_ptr<OpenFile> file;  ///< Instead of a body.
  bool close = false;  ///< End the connection afterwards: what follows on it cannot be understood.

  [[nodiscard]] std::size_t size() const { return file ? file->size() : body.size(); }
};

/// A JSON answer.
HttpAnswer json_answer(std::uint16_t status, std::string body);

/// A refusal for people: one line of text, which says what to do.
HttpAnswer text_answer(std::uint16_t status, std::string_view text);

/// `text` with everything encoded that cannot stand in a path or a query as it is. `also` names
/// further characters to encode.
std::string percent_encoded(std::string_view text, std::string_view also = {});

/// The opposite; "+" stays "+". Broken escapes stay as they are.
std::string percent_decoded(std::string_view text);

/// As HTTP compares its own words.
bool equal_in_any_case(std::string_view a, std::string_view b);

/// The value of one cookie of a Cookie header, decoded; empty when it is not there.
std::string cookie_value(std::string_view header, std::string_view name);

}  // namespace oread::server
