// Signatures of the Pusher protocol, for an app's auth endpoint, a publisher and the tests. The
// broker verifies with the same functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "oread/broker/digests.hpp"

namespace oread::broker {

/// An app's credentials: the key is public, the secret signs.
struct Credentials {
  std::string key;
  std::string secret;
};

/// HMAC-SHA256 as 64 lower-case hexadecimal digits. Webhooks also carry it: the signature of the
/// raw body in `X-Pusher-Signature`.
std::string signature(const Digests& digests, std::string_view secret, std::string_view text);

/// The `auth` of a private channel, or of a presence channel if `channel_data` is not empty:
/// "key:signature". The signature covers the bytes of `channel_data`, so send exactly these.
std::string sign_channel(const Digests& digests, const Credentials& app, std::string_view socket_id,
                         std::string_view channel, std::string_view channel_data = {});

/// The `auth` of `pusher:signin`: "key:signature". Send exactly these bytes of `user_data`.
std::string sign_user(const Digests& digests, const Credentials& app, std::string_view socket_id,
                      std::string_view user_data);

/// A request of the HTTP API before it is signed.
struct ApiRequest {
  std::string method = "POST";
  std::string path;  ///< As in the request line: "/apps/APP_ID/events".
  std::vector<std::pair<std::string, std::string>> query;  ///< Not percent-encoded.
  std::string body;
  std::int64_t unix_seconds = 0;  ///< The caller's wall-clock time.
};

/// The query string without "?": the parameters of `request`, percent-encoded, with `auth_key`,
/// `auth_timestamp`, `auth_version`, `body_md5` (if there is a body) and `auth_signature`.
std::string sign_request(const Digests& digests, const Credentials& app, const ApiRequest& request);

}  // namespace oread::broker
