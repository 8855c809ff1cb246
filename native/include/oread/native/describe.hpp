// Sentences for people.
#pragma once

#include <string>

#include "oread/error.hpp"
#include "oread/native/export.hpp"

namespace oread::native {

/// What happened and what to do about it, in English: "the server closed the connection (4001): App
/// not found. Is the key right? The server does not know this app". The text of every error that a
/// client's events carry is made by it; the words of a server in it are untrusted.
OREAD_NATIVE_API std::string describe(const Error& error);

/// The same for a code alone, such as `event::WhisperSettled::outcome`.
OREAD_NATIVE_API std::string describe(Errc code);

}  // namespace oread::native
