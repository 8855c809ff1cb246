// What a Pusher close code asks of a client.
#pragma once

#include <cstdint>

#include "oread/dialect.hpp"

namespace oread::pusher {

inline constexpr std::uint16_t kTlsOnly = 4000;

/// Pusher protocol, "Error codes": 4000–4099 do not come back as you are, 4100–4199 back off,
/// 4200–4299 come back at once. 4300 and above are undefined as close codes; the reference client
/// takes them for a refusal, and so do we.
constexpr AfterClose after_close(std::uint16_t code) {
  if (code < 4000) return AfterClose::BackOff;
  if (code < 4100) return AfterClose::Stop;
  if (code < 4200) return AfterClose::BackOffLong;
  if (code < 4300) return AfterClose::Prompt;
  return AfterClose::Stop;
}

}  // namespace oread::pusher
