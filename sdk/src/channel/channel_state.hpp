// The states of a channel and what moves it from one to another.
#pragma once

#include <cstdint>
#include <optional>

#include "oread/event.hpp"

namespace oread {

/// What can happen to a channel.
enum class Trigger : std::uint8_t {
  LinkLost,     ///< The live link is gone.
  Load,         ///< The code for decryption has to be there first.
  AskEndpoint,  ///< The auth endpoint is asked.
  AskServer,    ///< The subscribe request is sent.
  Acked,        ///< The server acknowledged.
  Refused,      ///< The endpoint or the server refused, or did not answer.
  Leave,        ///< There is no holder any more.
};

/// The state after `trigger`, or nothing where the table has no such row: then the trigger is
/// ignored.
std::optional<ChannelState> after(ChannelState state, Trigger trigger);

}  // namespace oread
