// What the codes of the Pusher protocol mean for people: the one table of it in C++.
#pragma once

#include <string>
#include <string_view>

namespace oread::native {

/// The same code says one thing instead of a greeting, and another on a connection that stands.
enum class When { Connecting, Connected };

struct CloseCode {
  int code;
  When when;
  std::string_view wrong;   ///< What is wrong, as one sentence without its full stop.
  std::string_view change;  ///< What to change, likewise.
  std::string_view option;  ///< What changes it on the command line of `oread`, if anything does.
};

/// Null for a code that says nothing of its own.
const CloseCode* close_code(int code, When when);

/// "The server wants TLS: …": what the code says at any time; empty for one that says nothing.
std::string explain(int code);

}  // namespace oread::native
