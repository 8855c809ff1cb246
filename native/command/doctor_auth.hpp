// Requests to the app's auth endpoint and their diagnosis, for `oread doctor`.
#pragma once

#include <optional>
#include <string>

#include "doctor_advice.hpp"
#include "http.hpp"
#include "oread/native/fields.hpp"

namespace oread::command {

/// A signature from the endpoint.
struct Signed {
  std::string auth;          ///< "key:signature".
  std::string channel_data;  ///< For presence channels.
};

/// The request that a page sends for this channel.
native::HttpRequest auth_request(native::Url url, const native::Fields& headers,
                                 const std::string& socket_id, const std::string& channel);

/// The signature, if the endpoint authorized the user.
std::optional<Signed> signed_in(const native::HttpAnswer& answer, const std::string& channel);

/// Why it did not. `headers` are those of the command line: what was sent determines what may be
/// missing.
Advice about_auth(const native::HttpAnswer& answer, const std::string& channel,
                  const native::Fields& headers);

/// The endpoint refused a made-up channel, which proves nothing.
Advice about_unknown_channel(const std::string& channel);

/// What is wrong with a signature that the server rejected. `expected` is the signature made with
/// the secret, or empty if there is none.
Advice about_signature(const Signed& given, const std::string& key, const std::string& expected,
                       const std::string& refusal);

}  // namespace oread::command
