// HTTP as the server side of a case about clients needs it: a request, and a form.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "conform/expand.hpp"

namespace oread::conform {

struct HttpRequestRead {
  std::string head;  ///< Up to the empty line, without it.
  std::string body;
};

/// The request at the beginning of `bytes`, from which it is removed; nothing if it is not
/// complete. A body is as long as Content-Length says.
std::optional<HttpRequestRead> take_request(std::string& bytes);

/// The fields of a form: a=1&b=%20.
Json form_fields(std::string_view body);

/// All headers of a head, by their names in lower case.
Json headers_of(std::string_view head);

/// A response with a body of JSON, after which the connection ends. 302 leads to /login.
std::string http_response(int status, const std::string& headers, const std::string& body);

}  // namespace oread::conform
