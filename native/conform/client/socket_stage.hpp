// A client behind real sockets: it connects to a server that listens on this machine.
#pragma once

#include <memory>

#include "conform/client/driver.hpp"
#include "conform/client/stage.hpp"

namespace oread::conform {

std::unique_ptr<Stage> make_socket_stage(std::unique_ptr<Driver> driver);

}  // namespace oread::conform
