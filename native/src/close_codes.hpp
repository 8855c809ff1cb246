// Human-readable meanings of the Pusher protocol's close codes; the only such table in C++.
#pragma once

#include <string>
#include <string_view>

namespace oread::native {

/// A code may have different meanings before the greeting and on an established connection.
enum class When { Connecting, Connected };

struct CloseCode {
  int code;
  When when;
  std::string_view wrong;   ///< What is wrong, as one sentence without the full stop.
  std::string_view change;  ///< What to change, in the same form.
  std::string_view option;  ///< The option of `oread` that changes it, if any.
};

/// Null if the code has no specific meaning.
const CloseCode* close_code(int code, When when);

/// "The server requires TLS: …": the meaning in either state; empty if the code has no specific
/// meaning.
std::string explain(int code);

}  // namespace oread::native
