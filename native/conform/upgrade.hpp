// The HTTP part of a WebSocket connection: what a server answers to the request for an upgrade.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oread::conform {

/// The value of `Sec-WebSocket-Accept` that proves that this `Sec-WebSocket-Key` was understood.
std::string accept_for(std::string_view key);

/// The value of a header in the head of a request or a response, without the spaces around it;
/// "" if the head does not have it. Names are compared without case.
std::string header_in(std::string_view head, std::string_view name);

struct Upgrade {
  int status = 0;           ///< 101 only if a client would accept it; 0 if it is not HTTP.
  std::string why;          ///< Why a client refuses a response with 101.
  bool compresses = false;  ///< The server has accepted permessage-deflate.
};

/// Reads the head of a response, up to its empty line. A client refuses a response that selects a
/// subprotocol or an extension that it has not offered (RFC 6455, section 4.1).
Upgrade read_upgrade(std::string_view head, std::string_view key, bool offers_compression = false);

/// The status of the response at the beginning of `bytes`, from which it is removed with its body;
/// nothing if it is not complete. A body without a length lasts as long as the connection.
std::optional<int> take_response(std::string& bytes);

}  // namespace oread::conform
