// The two clocks of the dev server.
#pragma once

#include "oread/broker/broker.hpp"

namespace oread::server {

/// CLOCK_BOOTTIME, which counts suspend, for deadlines; the wall clock for timestamps of requests.
broker::Now now();

/// 64 bits from the kernel's cryptographic generator, for a socket id.
std::uint64_t entropy();

/// 128 bits of it in hexadecimal digits, for an app's secret.
std::string random_secret();

}  // namespace oread::server
