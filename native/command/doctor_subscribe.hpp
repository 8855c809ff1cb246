// A subscription made by `oread doctor`, and the server's reply.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "doctor_advice.hpp"
#include "doctor_socket.hpp"

namespace oread::command {

struct Subscription {
  bool confirmed = false;
  bool unauthorized = false;  ///< The server rejected the signature, according to its code.
  Message::Kind end = Message::Kind::Text;  ///< Why there is no reply, if there is none.
  int code = 0;
  std::string said;  ///< The server's message.
};

/// Takes one step of the stream.
Subscription subscribe(Stream& stream, const nlohmann::json& data);

/// Does not wait for a reply; servers send none.
void unsubscribe(Stream& stream, const std::string& channel);

/// Why a channel was not confirmed, unless its signature was rejected.
Advice about_subscription(const Subscription& answer, const std::string& channel);

/// A frame's `data`, which is JSON or a string that contains JSON.
nlohmann::json data_of(const nlohmann::json& frame);

std::string dump(const nlohmann::json& json);

}  // namespace oread::command
