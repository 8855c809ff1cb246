// Checks strings and JSON that a host passes in. A JavaScript host has encoded both itself, so the
// lean build omits these checks.
#pragma once

#include "oread/text.hpp"

#ifndef OREAD_LEAN
#include "support/json_scan.hpp"
#include "support/utf8.hpp"
#endif

namespace oread::given {

#ifdef OREAD_LEAN
inline bool is_text(View /*text*/) {
  return true;
}
inline bool is_json(View /*text*/) {
  return true;
}
#else
/// Well-formed UTF-8: a server closes the link for anything else.
inline bool is_text(View text) {
  return utf8::is_valid(text);
}
/// Exactly one JSON value.
inline bool is_json(View text) {
  return bool{json::Value::parse(text)};
}
#endif

}  // namespace oread::given
