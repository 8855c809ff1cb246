// The walk of `oread doctor`: from the server's name to an event that arrives, until something is
// wrong.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "oread/native/fields.hpp"
#include "server_address.hpp"

namespace oread::command {

struct Examination {
  ServerAddress address;
  std::string key;
  std::string secret;  ///< Empty: nothing is signed and nothing is published.
  std::string app_id;
  std::string channel;        ///< To be joined for real; empty: made-up ones.
  std::string auth_endpoint;  ///< Empty: what the app signs is not verified.
  native::Fields auth_headers;
  std::string origin;
  std::string ca_file;
  std::chrono::milliseconds wait{5'000};
};

/// One step of the walk.
struct Finding {
  enum class Result {
    Ok,
    Failed,
    Skipped,     ///< It does not apply.
    Unverified,  ///< It may be good or bad: `change` says how to find out.
  };
  std::string step;
  Result result = Result::Ok;
  std::string said;    ///< What was found, as one sentence without its full stop.
  std::string change;  ///< What to change, or to add, likewise.
};

/// All steps in order; the last one is the one that failed, if one did.
std::vector<Finding> examine(const Examination& examination);

/// Only who is signed in, or has a signature, may join this channel.
bool needs_signature(const std::string& channel);

}  // namespace oread::command
