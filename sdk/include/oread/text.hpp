// The types of texts and lists in the public interface.
#pragma once

#ifdef OREAD_LEAN
#include "oread/lean.hpp"
/// What is called from many places is one function where size counts.
#define OREAD_OUT_OF_LINE [[gnu::noinline]]
#else
#define OREAD_OUT_OF_LINE
#include <string>
#include <string_view>
#include <vector>
#endif

namespace oread {

/// A text or list that the engine keeps, and a text in an input, effect or event.
///
/// Natively these are the standard types, so that inputs and effects can be kept and sent between
/// threads. In a build whose host reads every effect while it arises and where every page downloads
/// the code (Wasm: `OREAD_LEAN`), texts of inputs and effects are borrowed, and what is kept is
/// kept in the leaner types of lean.hpp; `./dev size` shows what that saves. Code that must work in
/// both takes a `Text` as a `View` and keeps it as a `String`.
#ifdef OREAD_LEAN
using View = lean::View;
using Text = View;
using String = lean::String;
template <class T>
using List = lean::List<T>;
#else
using View = std::string_view;
using Text = std::string;
using String = std::string;
template <class T>
using List = std::vector<T>;
#endif

}  // namespace oread
