// Bytes as base64 (RFC 4648, section 4).
#pragma once

#include "oread/text.hpp"

namespace oread {

String base64_of(View bytes);

/// Whether `text` is base64, with or without the `=` at its end.
bool is_base64(View text);

}  // namespace oread
