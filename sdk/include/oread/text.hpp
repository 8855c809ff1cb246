// The type of texts in inputs, effects and events.
#pragma once

#include <string>
#include <string_view>

namespace oread {

/// Owned, so that inputs and effects can be kept and sent between threads. A build whose host reads
/// every effect while it arises (the Wasm border) borrows instead: there each copy would cost time
/// and, above all, code that every page downloads. Code that must work in both takes `Text` as a
/// `std::string_view` and keeps what it needs as `std::string`.
#ifdef OREAD_BORROWED_TEXTS
using Text = std::string_view;
#else
using Text = std::string;
#endif

}  // namespace oread
