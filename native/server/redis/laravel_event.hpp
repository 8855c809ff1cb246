// What Laravel's broadcaster `redis` publishes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oread::server {

struct LaravelEvent {
  std::string event;
  std::string data;       ///< JSON, without the socket id that Laravel adds to it.
  std::string socket_id;  ///< The connection that does not receive it (`toOthers()`); else empty.
};

/// Reads {"event":"…","data":{…,"socket":null},"socket":null}. Returns nothing for other messages:
/// a Redis server may carry those of other programs.
std::optional<LaravelEvent> read_laravel_event(std::string_view payload);

}  // namespace oread::server
