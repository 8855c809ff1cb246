// The broker's notices as lines of the log.
#pragma once

#include "oread/broker/effect.hpp"
#include "server/log.hpp"

namespace oread::server {

LogLine log_line(const broker::effect::Notice& notice);

}  // namespace oread::server
