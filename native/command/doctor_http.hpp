// The HTTP that `oread doctor` speaks: one request, and an answer read as far as a diagnosis needs.
#pragma once

#include <string>
#include <string_view>

#include "doctor_stream.hpp"

namespace oread::command {

struct HttpText {
  int status = 0;      ///< 0: what came is no HTTP.
  std::string head;    ///< Status line and header fields, or what came instead.
  std::string body;    ///< Its beginning; empty when the connection goes on as a WebSocket (101).
  bool whole = false;  ///< The head came to its end.

  /// The value of a header, "" when there is none.
  [[nodiscard]] std::string header(std::string_view name) const;
  /// Something in the body, without regard to upper and lower case.
  [[nodiscard]] bool says(std::string_view words) const;
};

/// The answer to what has been written on this stream; interim answers are passed over.
HttpText read_answer(Stream& stream);

}  // namespace oread::command
