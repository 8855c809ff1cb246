// Parts of addresses, for every dialect.
#pragma once

#include <cstdint>

#include "oread/text.hpp"

namespace oread {

/// Whether `text` is printable ASCII without a space and without any of `forbidden`: nothing that
/// could end a part of a URL early.
bool is_plain(View text, View forbidden);

/// Why nothing can be reached at these parts of an address, or null. `path` may be empty.
const char* address_problem(View host, std::uint16_t port, View path);

/// Appends a host name or address; an IPv6 address in brackets.
void append_host(String& out, View host);

void append_number(String& out, std::uint64_t number);

}  // namespace oread
