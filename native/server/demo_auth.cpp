#include "server/demo_auth.hpp"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <optional>

#include "server/channel_secret.hpp"
#include "server/parameters.hpp"

namespace oread::server {
namespace {

constexpr std::size_t kNameMost = 64;

std::string dumped(const nlohmann::json& json) {
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

HttpAnswer refused(std::uint16_t status, std::string_view why) {
  return json_answer(status, dumped({{"message", why}}));
}

/// The format of socket ids on all servers: digits, a dot, digits. A signature of other text could
/// be valid for something other than a subscription.
bool is_socket_id(std::string_view text) {
  const std::size_t dot = text.find('.');
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.size() <= 20 &&
           std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  return dot != std::string_view::npos && digits(text.substr(0, dot)) &&
         digits(text.substr(dot + 1));
}

bool is_channel_name(std::string_view name) {
  constexpr std::string_view kAlso = "_-=@,.;";
  return !name.empty() && name.size() <= 200 && std::all_of(name.begin(), name.end(), [&](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           kAlso.find(c) != std::string_view::npos;
  });
}

std::string user_name(const HttpRequest& request, const Parameters& parameters) {
  std::string name = parameter(parameters, "user");
  if (name.empty()) name = percent_decoded(request.user);
  if (name.empty()) name = cookie_value(request.cookie, "user");
  if (name.empty()) name = "guest";
  if (name.size() > kNameMost) name.resize(kNameMost);
  return name;
}

/// An id with the characters that a user's id may have, from a name with any characters.
std::string user_id(std::string_view name) {
  std::string id;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    id += std::isalnum(byte) != 0 ? static_cast<char>(std::tolower(byte)) : '-';
  }
  return id;
}

std::optional<HttpAnswer> refusal(const std::string& name, const std::string& channel) {
  if (name == "expired") return refused(401, "The session has expired; sign in again.");
  if (name == "nobody") return refused(403, "This user has no permissions.");
  if (channel.starts_with("private-forbidden") || channel.starts_with("presence-forbidden")) {
    return refused(403, "Nobody may join this channel.");
  }
  constexpr std::string_view kOwn = "private-user.";
  if (channel.starts_with(kOwn) && channel.substr(kOwn.size()) != user_id(name)) {
    return refused(403, "This channel belongs to another user.");
  }
  return std::nullopt;
}

}  // namespace

DemoAuth::DemoAuth(const broker::Digests& digests, const broker::App& app,
                   const std::string& master_key)
    : digests_(digests),
      credentials_{app.key, app.secret},
      master_key_(decode_master_key(master_key)) {}

HttpAnswer DemoAuth::channel(const HttpRequest& request) const {
  const std::optional<Parameters> parameters = body_parameters(request);
  if (!parameters) return refused(400, "The body must be a form or a JSON object.");
  const std::string socket_id = parameter(*parameters, "socket_id");
  const std::string channel = parameter(*parameters, "channel_name");
  if (!is_socket_id(socket_id)) return refused(400, "`socket_id` is missing or malformed.");
  if (!is_channel_name(channel)) return refused(400, "`channel_name` is missing or malformed.");

  const std::string name = user_name(request, *parameters);
  if (std::optional<HttpAnswer> no = refusal(name, channel)) return std::move(*no);
  if (!channel.starts_with("presence-")) {
    nlohmann::json answer;
    answer["auth"] = broker::sign_channel(digests_, credentials_, socket_id, channel);
    if (channel.starts_with("private-encrypted-")) {
      if (!master_key_) return refused(403, "Encrypted channels need `oread serve --master-key`.");
      answer["shared_secret"] = channel_secret(channel, *master_key_);
    }
    return json_answer(200, dumped(answer));
  }
  const std::string data = dumped({{"user_id", user_id(name)}, {"user_info", {{"name", name}}}});
  const std::string auth = broker::sign_channel(digests_, credentials_, socket_id, channel, data);
  return json_answer(200, dumped({{"auth", auth}, {"channel_data", data}}));
}

HttpAnswer DemoAuth::user(const HttpRequest& request) const {
  const std::optional<Parameters> parameters = body_parameters(request);
  if (!parameters) return refused(400, "The body must be a form or a JSON object.");
  const std::string socket_id = parameter(*parameters, "socket_id");
  if (!is_socket_id(socket_id)) return refused(400, "`socket_id` is missing or malformed.");
  const std::string name = user_name(request, *parameters);
  if (std::optional<HttpAnswer> no = refusal(name, {})) return std::move(*no);
  const std::string data = dumped({{"id", user_id(name)}, {"user_info", {{"name", name}}}});
  const std::string auth = broker::sign_user(digests_, credentials_, socket_id, data);
  return json_answer(200, dumped({{"auth", auth}, {"user_data", data}}));
}

}  // namespace oread::server
