// The two clocks of the dev server.
#pragma once

#include "oread/broker/broker.hpp"

namespace oread::server {

/// CLOCK_BOOTTIME, which includes suspend, for deadlines; the wall clock for timestamps of
/// requests.
broker::Now now();

/// 64 bits from the kernel's cryptographic random generator, for a socket id.
std::uint64_t entropy();

/// 128 bits of the same in hexadecimal, for an app's secret.
std::string random_secret();

}  // namespace oread::server
