// Which inputs and effects cross the border.
#pragma once

#include <cstdint>

#include "oread/effect.hpp"
#include "oread/input.hpp"
#include "oread/session.hpp"

namespace oread::border {

/// The lean builds. A build has one dialect.
enum class Build : std::uint8_t {
  Sockets,   ///< Its links are WebSockets, with text messages only.
  Requests,  ///< HTTP requests may carry its links, too.
};
inline constexpr Build kBuild = kUses.requests ? Build::Requests : Build::Sockets;

template <Build build, class T>
inline constexpr bool kCrosses = true;

/// An announced event crosses without its wrapper.
template <Build build>
inline constexpr bool kCrosses<build, effect::Announce> = false;

// Pages whose dialect does not use them download no code for them.
template <Build build>
inline constexpr bool kCrosses<build, effect::SendRequest> = build == Build::Requests;
template <Build build>
inline constexpr bool kCrosses<build, in::RequestAnswered> = build == Build::Requests;
template <Build build>
inline constexpr bool kCrosses<build, in::LinkBinary> = build == Build::Requests;
template <Build build>
inline constexpr bool kCrosses<build, in::Emit> = build == Build::Requests;
template <Build build>
inline constexpr bool kCrosses<build, in::Reply> = build == Build::Requests;
template <Build build>
inline constexpr bool kCrosses<build, event::Call> = build == Build::Requests;
template <Build build>
inline constexpr bool kCrosses<build, event::Replied> = build == Build::Requests;
// No dialect of a lean build sends a binary message.
template <Build build>
inline constexpr bool kCrosses<build, effect::SendBinary> = false;

}  // namespace oread::border
