// The last error that the server reported: the likely reason if it then does not answer a request.
#pragma once

#include "oread/error.hpp"
#include "support/deadline.hpp"

namespace oread {

struct LastWords {
  Time said_at{};
  String text;
  std::uint16_t code = 0;

  /// The error of a request from `asked_at` that was not answered.
  [[nodiscard]] Error timeout(Time asked_at) const {
    if (said_at < asked_at) return {Errc::Timeout, 0, {}};
    return {Errc::Timeout, code, Text(text)};
  }
};

}  // namespace oread
