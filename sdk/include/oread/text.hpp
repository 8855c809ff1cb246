// The string and list types of the public interface.
#pragma once

#ifdef OREAD_LEAN
#include "oread/lean/text.hpp"
#else

#include <string>
#include <string_view>
#include <vector>

#define OREAD_OUT_OF_LINE
#define OREAD_OVERRIDE override

namespace oread {

/// A string or list that the engine stores, and a string in an input, effect or event.
///
/// Natively these are the standard types, so that inputs and effects can be stored and sent between
/// threads. In a build whose host reads every effect as it arises and whose code every page
/// downloads (Wasm: `OREAD_LEAN`), strings in inputs and effects are borrowed, and stored ones use
/// the leaner types of lean/types.hpp; `./dev size` shows what that saves. Code that must work in
/// both takes a `Text` as a `View` and stores it as a `String`.
using View = std::string_view;
using Text = std::string;
using String = std::string;
template <class T>
using List = std::vector<T>;

}  // namespace oread
#endif
