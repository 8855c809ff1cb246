// The messages between nodes: JSON objects with `from` (a node's id), `number` (of its messages,
// from 1) and `kind`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oread::broker::cluster {

/// Written to others, read from others; `body` has what belongs to the kind.
enum class Kind : std::uint8_t {
  Ask,        ///< Tell everything: {"to":NODE,"new":true}; both may be missing.
  Begin,      ///< What follows is everything.
  Facts,      ///< {"app":ID,"facts":[…]}
  Cached,     ///< {"app":ID,"channel":…,"event":…,"data":…,"ttl":MILLISECONDS}
  End,        ///< That was everything.
  Alive,      ///< Nothing has changed.
  Event,      ///< {"app":ID,"event":…,"data":…,"channels":[…],"socket_id":…}
  Whisper,    ///< {"app":ID,"event":…,"channel":…,"data":JSON,"user_id":JSON}
  Terminate,  ///< {"app":ID,"user":…}
  Leave,      ///< The node has no clients any more, and ends.
};

/// The name in `kind`.
std::string_view name(Kind kind);

struct Message {
  std::string from;
  std::uint64_t number = 0;
  Kind kind{};
  std::string_view body;  ///< The whole message; a view of the text that was read.
};

/// Nothing if the text is not such a message.
std::optional<Message> read_message(std::string_view text);

/// A message's text. `rest` has the members of its kind, each with a comma before it.
std::string write_message(std::string_view from, std::uint64_t number, Kind kind,
                          std::string_view rest);

/// Whether `text` may be the id of a node: 1 to 64 letters, digits, - and _.
bool is_node_id(std::string_view text);

}  // namespace oread::broker::cluster
