// A client in a program of its own: its driver is spoken to in lines of JSON, and it connects to a
// server that listens on this machine.
#pragma once

#include <memory>
#include <string>

#include "conform/client/stage.hpp"

namespace oread::conform {

/// `command` starts the driver; the shell reads it.
std::unique_ptr<Stage> make_socket_stage(const std::string& command);

}  // namespace oread::conform
