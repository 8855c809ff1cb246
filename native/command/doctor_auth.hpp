// The app's auth endpoint, as `oread doctor` asks and judges it.
#pragma once

#include <optional>
#include <string>

#include "doctor_advice.hpp"
#include "http.hpp"
#include "oread/native/fields.hpp"

namespace oread::command {

/// What the endpoint signed.
struct Signed {
  std::string auth;          ///< "key:signature".
  std::string channel_data;  ///< Of a presence channel.
};

/// The request that a page makes for this channel.
native::HttpRequest auth_request(native::Url url, const native::Fields& headers,
                                 const std::string& socket_id, const std::string& channel);

/// The endpoint let the user in and signed; or nothing.
std::optional<Signed> signed_in(const native::HttpAnswer& answer, const std::string& channel);

/// Why it did not. `headers` are those of the command line: what was sent decides what may be
/// missing.
Advice about_auth(const native::HttpAnswer& answer, const std::string& channel,
                  const native::Fields& headers);

/// A made-up channel was refused, which is neither good nor bad.
Advice about_unknown_channel(const std::string& channel);

/// What of a signature is not as the server wants it, after it was refused. `expected` is the
/// signature that the secret gives, or empty when there is none.
Advice about_signature(const Signed& given, const std::string& key, const std::string& expected,
                       const std::string& refusal);

}  // namespace oread::command
