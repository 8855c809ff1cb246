// What a Pusher close code asks of a client.
#pragma once

#include <cstdint>

#include "oread/dialect.hpp"

namespace oread::pusher {

inline constexpr std::uint16_t kTlsOnly = 4000;

/// Pusher protocol, "Error codes": after 4000–4099 reconnecting unchanged is pointless, after
/// 4100–4199 the client waits first, after 4200–4299 it reconnects immediately. 4300 and above are
/// not defined as close codes; like the reference client, we treat them as a refusal.
constexpr AfterClose after_close(std::uint16_t code) {
  if (code < 4000) return AfterClose::BackOff;
  if (code < 4100) return AfterClose::Stop;
  if (code < 4200) return AfterClose::BackOffLong;
  if (code < 4300) return AfterClose::Prompt;
  return AfterClose::Stop;
}

}  // namespace oread::pusher
