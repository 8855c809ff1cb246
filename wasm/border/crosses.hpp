// Which inputs and effects cross the border.
#pragma once

#include "oread/effect.hpp"
#include "oread/input.hpp"

namespace oread::border {

template <class T>
inline constexpr bool kCrosses = true;

/// An announced event crosses without its wrapper.
template <>
inline constexpr bool kCrosses<effect::Announce> = false;

// The dialect of this build has neither binary messages nor links over HTTP requests, so pages
// download no code for them.
template <>
inline constexpr bool kCrosses<effect::SendBinary> = false;
template <>
inline constexpr bool kCrosses<effect::SendRequest> = false;
template <>
inline constexpr bool kCrosses<in::LinkBinary> = false;
template <>
inline constexpr bool kCrosses<in::RequestAnswered> = false;

}  // namespace oread::border
