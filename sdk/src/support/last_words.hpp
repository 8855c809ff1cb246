// What the server last complained of: when it then leaves a request without an answer, this is why.
#pragma once

#include "oread/error.hpp"
#include "support/deadline.hpp"

namespace oread {

struct LastWords {
  Time said_at{};
  String text;
  std::uint16_t code = 0;

  /// Why what was asked at `asked_at` has got no answer.
  [[nodiscard]] Error timeout(Time asked_at) const {
    if (said_at < asked_at) return {Errc::Timeout, 0, {}};
    return {Errc::Timeout, code, Text(text)};
  }
};

}  // namespace oread
