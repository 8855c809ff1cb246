// A minimal HTTP client for `oread doctor`: one request, and as much of the response as a diagnosis
// needs.
#pragma once

#include <string>
#include <string_view>

#include "wire/stream.hpp"

namespace oread::command {

using wire::Address;
using wire::look_up;
using wire::Stream;

struct HttpText {
  int status = 0;      ///< 0: the response is not HTTP.
  std::string head;    ///< Status line and header fields, or what was received instead.
  std::string body;    ///< The beginning of the body; empty after an upgrade (101).
  bool whole = false;  ///< The head is complete.

  /// The value of a header, or "".
  [[nodiscard]] std::string header(std::string_view name) const;
  /// Whether the body contains this text, ignoring case.
  [[nodiscard]] bool says(std::string_view words) const;
};

/// The response to the request written on this stream; skips interim responses.
HttpText read_answer(Stream& stream);

}  // namespace oread::command
