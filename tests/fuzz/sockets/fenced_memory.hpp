// Memory for libwebsockets that tells of every byte written or read beyond a block, or after it was
// freed: Debian's build of it is not instrumented, so AddressSanitizer sees nothing of what it
// does.
#pragma once

namespace oread::fuzz {

/// Has libwebsockets take its memory from here. To be called before its first context is made.
void fence_libwebsockets();

/// Ends the program when the slack behind a block that is still in use was written to.
void check_fences();

}  // namespace oread::fuzz
