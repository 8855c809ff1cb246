// Turns the broker's notices into log lines.
#pragma once

#include "oread/broker/effect.hpp"
#include "server/log.hpp"

namespace oread::server {

LogLine log_line(const broker::effect::Notice& notice);

}  // namespace oread::server
