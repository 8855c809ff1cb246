// Human-readable error messages.
#pragma once

#include <string>

#include "oread/error.hpp"
#include "oread/native/export.hpp"

namespace oread::native {

/// What happened and what to do, in English: "the connection was closed (4001): No such app. The
/// server does not know this key: use the key of the server (REVERB_APP_KEY)". The text of every
/// error in a client's events comes from this function; it may contain untrusted text from the
/// server.
OREAD_NATIVE_API std::string describe(const Error& error);

/// The same for a code without further details, such as `event::WhisperSettled::outcome`.
OREAD_NATIVE_API std::string describe(Errc code);

}  // namespace oread::native
