// Signs requests of the HTTP API, right or deliberately wrong.
#pragma once

#include <cstdint>
#include <string>

#include "conform/expand.hpp"
#include "conform/testee.hpp"

namespace oread::conform {

/// The query string of a request. `how` changes what a correct client would do:
///   secret, key, timestamp, version, md5, signature   other values; timestamp "+601" is relative
///   without      parameters that are left out ("auth_key", "body_md5", "auth_signature"…)
///   unsigned     parameters that are added after signing
///   method, path what is signed instead
std::string signed_query(const TestApp& app, const std::string& method, const std::string& path,
                         const Json& query, const std::string& body, std::int64_t unix_seconds,
                         const Json& how);

}  // namespace oread::conform
