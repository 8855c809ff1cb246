#include "oread/broker/signing.hpp"

#include "broker/url_query.hpp"
#include "broker/verify.hpp"

namespace oread::broker {
namespace {

template <class Bytes>
std::string hex(const Bytes& bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

std::string auth(const Digests& digests, const Credentials& app, std::string_view text) {
  return app.key + ":" + signature(digests, app.secret, text);
}

}  // namespace

std::string signature(const Digests& digests, std::string_view secret, std::string_view text) {
  return hex(digests.hmac_sha256(secret, text));
}

std::string md5_hex(const Digests& digests, std::string_view text) {
  return hex(digests.md5(text));
}

std::string sign_channel(const Digests& digests, const Credentials& app, std::string_view socket_id,
                         std::string_view channel, std::string_view channel_data) {
  return auth(digests, app, channel_text(socket_id, channel, channel_data));
}

std::string sign_user(const Digests& digests, const Credentials& app, std::string_view socket_id,
                      std::string_view user_data) {
  return auth(digests, app, user_text(socket_id, user_data));
}

std::string api_text(std::string_view method, std::string_view path, std::string_view query) {
  return std::string(method).append("\n").append(path).append("\n").append(query);
}

std::string sign_request(const Digests& digests, const Credentials& app,
                         const ApiRequest& request) {
  Query query(request.query.begin(), request.query.end());
  query["auth_key"] = app.key;
  query["auth_timestamp"] = std::to_string(request.unix_seconds);
  query["auth_version"] = "1.0";
  if (!request.body.empty()) query["body_md5"] = md5_hex(digests, request.body);
  query["auth_signature"] =
      signature(digests, app.secret, api_text(request.method, request.path, signed_text(query)));
  std::string out;
  for (const auto& [name, value] : query) {
    if (!out.empty()) out += '&';
    out.append(percent_encoded(name)).append("=").append(percent_encoded(value));
  }
  return out;
}

}  // namespace oread::broker
