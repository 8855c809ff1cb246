// The string and list types of a lean build; included by text.hpp.
#pragma once

#include "oread/lean/types.hpp"

/// Where size counts, a function that is called in many places is not inlined.
#define OREAD_OUT_OF_LINE [[gnu::noinline]]
/// An interface has one implementation in a lean build, which is called directly: a virtual table
/// would keep all of its functions in the download.
#define OREAD_OVERRIDE

namespace oread {

using View = lean::View;
using Text = View;
using String = lean::String;
template <class T>
using List = lean::List<T>;

}  // namespace oread
