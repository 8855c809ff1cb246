// A subscription that `oread doctor` asks for, and what the server says to it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "doctor_advice.hpp"
#include "doctor_socket.hpp"

namespace oread::command {

struct Subscription {
  bool confirmed = false;
  bool unauthorized = false;  ///< The signature was refused, as far as the server's code says.
  Message::Kind end = Message::Kind::Text;  ///< Why there is no answer, if there is none.
  int code = 0;
  std::string said;  ///< The server's words.
};

/// A step of the stream.
Subscription subscribe(Stream& stream, const nlohmann::json& data);

/// No server answers to it.
void unsubscribe(Stream& stream, const std::string& channel);

/// Why a channel was not confirmed, unless its signature was refused.
Advice about_subscription(const Subscription& answer, const std::string& channel);

/// A frame's `data`, which is JSON or JSON in a string.
nlohmann::json data_of(const nlohmann::json& frame);

std::string dump(const nlohmann::json& json);

}  // namespace oread::command
