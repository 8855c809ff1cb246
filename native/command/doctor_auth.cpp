#include "doctor_auth.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <nlohmann/json.hpp>

#include "json_text.hpp"

namespace oread::command {
namespace {

using Json = nlohmann::json;

bool same_name(std::string_view one, std::string_view other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) ==
           std::tolower(static_cast<unsigned char>(b));
  });
}

bool sends(const native::Fields& headers, std::string_view name) {
  return std::any_of(headers.begin(), headers.end(),
                     [&](const native::Field& header) { return same_name(header.name, name); });
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

/// The app's own message, if there is one: " (403: This action is unauthorized.)".
std::string status_of(const native::HttpAnswer& answer) {
  const std::string said = text_in(Json::parse(answer.body, nullptr, false), "message");
  return " (" + words(answer.status, said.substr(0, 200)) + ")";
}

constexpr const char* kSignIn =
    "send what the page sends: the session's cookie (-H 'Cookie: …') or a token (-H "
    "'Authorization: Bearer …')";

/// The user was refused; the possible reasons depend on what was sent.
std::string how_to_be_let_in(const native::Fields& headers) {
  if (!sends(headers, "Authorization") && !sends(headers, "Cookie")) {
    return std::string("the request had no cookie and no token, so the app saw a guest: ") +
           kSignIn;
  }
  if (!sends(headers, "Cookie")) {
    return "check that the token is valid and that this route reads it: a route or channel "
           "of the session guard does not (Broadcast::routes(['middleware' => "
           "['auth:sanctum']]), or ['guards' => ['web', 'sanctum']] on the channel); "
           "otherwise check the channel's callback in routes/channels.php";
  }
  return "check that the session is still valid; otherwise check the channel's callback in "
         "routes/channels.php";
}

bool leads_to_login(const std::string& location) {
  constexpr std::string_view kNames[] = {"login", "signin", "sign-in", "sign_in"};
  return std::any_of(std::begin(kNames), std::end(kNames), [&](std::string_view name) {
    return location.find(name) != std::string::npos;
  });
}

/// For a 2xx response without a signature.
Advice about_unsigned(const native::HttpAnswer& answer, const std::string& channel) {
  const Json body = Json::parse(answer.body, nullptr, false);
  if (is_blank(answer.body)) {
    return {"the auth endpoint returns an empty response, as apps do when broadcasting is off",
            "set BROADCAST_CONNECTION to reverb or pusher (it may be log or null)"};
  }
  // The redis broadcaster leaves signing to the server that listens on Redis.
  const bool bare_member =
      body.is_object() && body.contains("channel_data") && !body.contains("auth");
  if (body.is_boolean() || bare_member) {
    return {"the auth endpoint authorizes the user but does not sign (" +
                answer.body.substr(0, 60) + "), as apps do with BROADCAST_CONNECTION=redis",
            "set BROADCAST_CONNECTION to reverb or pusher, or serve the app with "
            "oread serve --redis URL --auth-endpoint URL"};
  }
  const std::size_t first = answer.body.find_first_not_of(" \t\r\n");
  if (answer.body[first] == '<') {
    return {"the auth endpoint returns a page, not a signature",
            std::string("correct authEndpoint; if the page is a login page, ") + kSignIn};
  }
  if (!text_in(body, "auth").empty() && channel.starts_with("presence-")) {
    return {"the auth endpoint signs, but does not identify the member for " + channel +
                ": channel_data is missing or not a string",
            "return an array with the user from the channel's callback"};
  }
  if (!text_in(body, "auth").empty() && channel.starts_with("private-encrypted-")) {
    return {"the auth endpoint signs, but returns no shared_secret for " + channel,
            "set the encryption master key of the app's broadcast connection "
            "(encryption_master_key_base64)"};
  }
  return {
      "the auth endpoint returns something that is not a signature: " + answer.body.substr(0, 60),
      "correct authEndpoint"};
}

}  // namespace

native::HttpRequest auth_request(native::Url url, const native::Fields& headers,
                                 const std::string& socket_id, const std::string& channel) {
  native::HttpRequest request;
  request.url = std::move(url);
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  if (!sends(headers, "Accept")) request.headers.push_back({"Accept", "application/json"});
  request.headers.insert(request.headers.end(), headers.begin(), headers.end());
  request.body = native::encode_form({{"socket_id", socket_id}, {"channel_name", channel}});
  return request;
}

std::optional<Signed> signed_in(const native::HttpAnswer& answer, const std::string& channel) {
  if (answer.status < 200 || answer.status >= 300) return std::nullopt;
  const Json body = Json::parse(answer.body, nullptr, false);
  Signed found{text_in(body, "auth"), text_in(body, "channel_data")};
  if (found.auth.empty()) return std::nullopt;
  if (channel.starts_with("presence-") && found.channel_data.empty()) return std::nullopt;
  if (channel.starts_with("private-encrypted-") && text_in(body, "shared_secret").empty()) {
    return std::nullopt;
  }
  return found;
}

Advice about_auth(const native::HttpAnswer& answer, const std::string& channel,
                  const native::Fields& headers) {
  const std::string in = status_of(answer);
  if (answer.status >= 200 && answer.status < 300) return about_unsigned(answer, channel);
  switch (answer.status) {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      if (leads_to_login(answer.location)) {
        return {"the auth endpoint does not recognize the user: it redirects to " + answer.location,
                kSignIn};
      }
      return {"the auth endpoint redirects to " + answer.location,
              "use that address; if it is a login page, " + std::string(kSignIn)};
    case 401:
      return {"the auth endpoint does not recognize the user" + in, how_to_be_let_in(headers)};
    case 403:
      return {"the auth endpoint does not authorize this user for " + channel + in,
              how_to_be_let_in(headers)};
    case 419:
      return {"the auth endpoint requires a CSRF token" + in,
              "send X-CSRF-TOKEN or X-XSRF-TOKEN with the session's cookie, or exclude the "
              "route from VerifyCsrfToken"};
    case 404:
      return {"there is nothing at the auth endpoint's address" + in,
              "add Broadcast::routes() or withBroadcasting() to the app, or correct authEndpoint"};
    case 405:
      return {"the auth endpoint does not accept POST" + in,
              "correct authEndpoint: Laravel's route accepts POST"};
    case 429:
      return {"the auth endpoint limits the rate of requests, and this one exceeds the limit" + in,
              "raise the limit, or retry later"};
    default: return {"the auth endpoint fails" + in, "check the app's log"};
  }
}

Advice about_unknown_channel(const std::string& channel) {
  return {"the endpoint returns 403 for " + channel +
              ", as it does for a channel that the app does not define: this does not show "
              "whether it recognizes this user and signs correctly",
          "name a channel that the user may join, and send the user's credentials: "
          "--channel private-orders.1 -H 'Cookie: …' or -H 'Authorization: Bearer …'"};
}

Advice about_signature(const Signed& given, const std::string& key, const std::string& expected,
                       const std::string& refusal) {
  const std::string said = refusal.empty() ? "" : ": " + refusal;
  const std::size_t colon = given.auth.rfind(':');
  const std::string its_key = colon == std::string::npos ? "" : given.auth.substr(0, colon);
  if (its_key != key) {
    return {"the app signs with the key \"" + its_key + "\", but this connection uses the key \"" +
                key + "\"" + said,
            "use the same REVERB_APP_KEY in the page, the app and the server"};
  }
  const std::string same =
      "use the same secret (REVERB_APP_SECRET) in the app and the server, then run php "
      "artisan config:clear and restart both";
  if (!expected.empty() && given.auth != expected) {
    return {"the app's secret differs from the server's" + said, same};
  }
  return {"the server does not accept the app's signature" + said, same};
}

}  // namespace oread::command
