// Guarded memory for libwebsockets that detects every access past a block or after it was freed:
// Debian's build of it is not instrumented, so AddressSanitizer cannot see its accesses.
#pragma once

namespace oread::fuzz {

/// Makes libwebsockets allocate from here. Call it before creating the first context.
void fence_libwebsockets();

/// Ends the program if the gap after a block that is still in use was written to.
void check_fences();

}  // namespace oread::fuzz
