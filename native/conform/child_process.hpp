// Programs that the harness starts: drivers, and a server under test.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace oread::conform {

/// Starts `command` with the shell, in a process group of its own, with these descriptors as
/// standard input, output and errors. Returns the id of the group; 0 if it cannot be started.
pid_t start_shell(const std::string& command, int in, int out, int err);

/// What the processes of a group hold together.
struct Usage {
  std::uint64_t memory = 0;     ///< Resident bytes.
  std::size_t descriptors = 0;  ///< Open files and sockets.
};

/// Nothing if there is no process in the group, or /proc cannot be read.
std::optional<Usage> usage_of_group(pid_t group);

}  // namespace oread::conform
