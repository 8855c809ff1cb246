// What a host hands over as text or as JSON. A JavaScript host has made both itself, so the lean
// build goes without these checks.
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
/// Well-formed UTF-8: anything else would have a server end the link.
inline bool is_text(View text) {
  return utf8::is_valid(text);
}
/// Exactly one JSON value.
inline bool is_json(View text) {
  return bool{json::Value::parse(text)};
}
#endif

}  // namespace oread::given
