#include "conform/call_signing.hpp"

#include <map>
#include <set>

#include "conform/signing_digests.hpp"
#include "oread/broker/signing.hpp"
#include "url.hpp"

namespace oread::conform {
namespace {

using Parameters = std::map<std::string, std::string>;

std::string md5_of(const std::string& body) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (const std::uint8_t each : kDigests.md5(body)) {
    out += kHex[each >> 4U];
    out += kHex[each & 15U];
  }
  return out;
}

std::string timestamp_of(const Json& how, std::int64_t now) {
  if (!how.contains("timestamp")) return std::to_string(now);
  const std::string text = plain_text(how["timestamp"]);
  const bool relative = text.size() > 1 && (text[0] == '+' || text[0] == '-') && text[1] != '-';
  return relative ? std::to_string(now + std::stoll(text)) : text;
}

/// What is signed: the sorted parameters, not escaped.
std::string text_of(const Parameters& parameters) {
  std::string out;
  for (const auto& [key, value] : parameters) {
    if (!out.empty()) out += '&';
    out.append(key).append("=").append(value);
  }
  return out;
}

}  // namespace

std::string signed_query(const TestApp& app, const std::string& method, const std::string& path,
                         const Json& query, const std::string& body, std::int64_t unix_seconds,
                         const Json& how) {
  Parameters parameters;
  for (const auto& [key, value] : query.items()) parameters[key] = plain_text(value);
  parameters["auth_key"] = how.value("key", app.key);
  parameters["auth_timestamp"] = timestamp_of(how, unix_seconds);
  parameters["auth_version"] = how.value("version", std::string("1.0"));
  if (!body.empty()) parameters["body_md5"] = how.value("md5", md5_of(body));
  std::set<std::string> without;
  for (const Json& each : how.value("without", Json::array())) without.insert(each);
  for (const std::string& each : without) parameters.erase(each);
  const std::string text =
      how.value("method", method) + "\n" + how.value("path", path) + "\n" + text_of(parameters);
  const std::string signature = broker::signature(kDigests, how.value("secret", app.secret), text);
  if (without.count("auth_signature") == 0) {
    parameters["auth_signature"] = how.value("signature", signature);
  }
  native::Fields fields;
  for (const auto& [key, value] : parameters) fields.push_back({key, value});
  const Json further = how.value("unsigned", Json::object());
  for (const auto& [key, value] : further.items()) {
    fields.push_back({key, plain_text(value)});
  }
  return native::encode_form(fields);
}

}  // namespace oread::conform
