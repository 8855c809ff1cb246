// A driver in this process: the adapter of an embedder.
#pragma once

#include <memory>
#include <string>

#include "conform/client/driver.hpp"
#include "oread/conformance/client.hpp"

namespace oread::conform {

/// `maker` is called at each start.
std::unique_ptr<Driver> make_adapter_driver(conformance::AdapterMaker maker);

}  // namespace oread::conform
