// The steps of `oread doctor`, from resolving the server's name to receiving an event. It stops at
// the first failure.
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
  std::string secret;  ///< Empty: signs and publishes nothing.
  std::string app_id;
  std::string channel;        ///< A channel to subscribe to; empty: made-up ones.
  std::string auth_endpoint;  ///< Empty: the app's signature is not verified.
  native::Fields auth_headers;
  std::string origin;
  std::string ca_file;
  std::chrono::milliseconds wait{5'000};
};

/// The result of one step.
struct Finding {
  enum class Result {
    Ok,
    Failed,
    Skipped,     ///< Not applicable.
    Unverified,  ///< Inconclusive: `change` says how to find out.
  };
  std::string step;
  Result result = Result::Ok;
  std::string said;    ///< The finding, as one sentence without the full stop.
  std::string change;  ///< What to change or to add, in the same form.
};

/// All steps in order; if one failed, it is the last.
std::vector<Finding> examine(const Examination& examination);

/// Joining this channel needs a signature or a signed-in user.
bool needs_signature(const std::string& channel);

}  // namespace oread::command
