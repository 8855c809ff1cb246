#include "doctor_auth.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <nlohmann/json.hpp>

#include "json_text.hpp"

namespace oread::command {
namespace {

using Json = nlohmann::json;

bool begins(const std::string& text, std::string_view with) {
  return text.compare(0, with.size(), with) == 0;
}

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

/// The app's own words, when it has any: " (403: This action is unauthorized.)".
std::string status_of(const native::HttpAnswer& answer) {
  const std::string said = text_in(Json::parse(answer.body, nullptr, false), "message");
  return " (" + words(answer.status, said.substr(0, 200)) + ")";
}

constexpr const char* kSignIn =
    "send what the page sends: the session's cookie (-H 'Cookie: …') or a token (-H "
    "'Authorization: Bearer …')";

/// The user was not let in: what that may mean depends on what was sent.
std::string how_to_be_let_in(const native::Fields& headers) {
  if (!sends(headers, "Authorization") && !sends(headers, "Cookie")) {
    return std::string("the request carried neither cookie nor token, so the app saw a guest: ") +
           kSignIn;
  }
  if (!sends(headers, "Cookie")) {
    return "is the token good, and does this route look at it? A route or channel of the session "
           "guard does not (Broadcast::routes(['middleware' => ['auth:sanctum']]), or ['guards' "
           "=> ['web', 'sanctum']] on the channel); else look at the channel's callback in "
           "routes/channels.php";
  }
  return "is the session still good? Else look at the channel's callback in routes/channels.php";
}

bool leads_to_login(const std::string& location) {
  constexpr std::string_view kNames[] = {"login", "signin", "sign-in", "sign_in"};
  return std::any_of(std::begin(kNames), std::end(kNames), [&](std::string_view name) {
    return location.find(name) != std::string::npos;
  });
}

/// An answer of 2xx that holds no signature.
Advice about_unsigned(const native::HttpAnswer& answer, const std::string& channel) {
  const Json body = Json::parse(answer.body, nullptr, false);
  if (is_blank(answer.body)) {
    return {"the auth endpoint answers with nothing, as an app does that broadcasts nowhere",
            "set BROADCAST_CONNECTION to reverb or pusher (it may be log or null)"};
  }
  // The redis broadcaster leaves signing to laravel-echo-server.
  const bool bare_member =
      body.is_object() && body.contains("channel_data") && !body.contains("auth");
  if (body.is_boolean() || bare_member) {
    return {"the auth endpoint lets the user in and signs nothing (" + answer.body.substr(0, 60) +
                "), as an app does with BROADCAST_CONNECTION=redis",
            "set BROADCAST_CONNECTION to reverb or pusher: that of redis is for "
            "laravel-echo-server"};
  }
  const std::size_t first = answer.body.find_first_not_of(" \t\r\n");
  if (answer.body[first] == '<') {
    return {"the auth endpoint answers with a page, not with a signature",
            std::string("correct authEndpoint; if it is a page to sign in, ") + kSignIn};
  }
  if (!text_in(body, "auth").empty() && begins(channel, "presence-")) {
    return {"the auth endpoint signs, and does not say who joins " + channel +
                ": there is no channel_data that is a text",
            "let the channel's callback return an array with the user"};
  }
  if (!text_in(body, "auth").empty() && begins(channel, "private-encrypted-")) {
    return {"the auth endpoint signs, and gives no shared_secret for " + channel,
            "set the encryption master key of the app's broadcast connection "
            "(encryption_master_key_base64)"};
  }
  return {
      "the auth endpoint answers with something that is no signature: " + answer.body.substr(0, 60),
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
  if (begins(channel, "presence-") && found.channel_data.empty()) return std::nullopt;
  if (begins(channel, "private-encrypted-") && text_in(body, "shared_secret").empty()) {
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
        return {"the auth endpoint does not know who asks: it redirects to " + answer.location,
                kSignIn};
      }
      return {"the auth endpoint redirects to " + answer.location,
              "use that address; if it is a page to sign in, " + std::string(kSignIn)};
    case 401: return {"the auth endpoint does not know who asks" + in, how_to_be_let_in(headers)};
    case 403:
      return {"the auth endpoint does not let this user on " + channel + in,
              how_to_be_let_in(headers)};
    case 419:
      return {"the auth endpoint wants a CSRF token" + in,
              "send X-CSRF-TOKEN or X-XSRF-TOKEN with the session's cookie, or leave the route out "
              "of VerifyCsrfToken"};
    case 404:
      return {"nothing answers at the auth endpoint" + in,
              "add Broadcast::routes() or withBroadcasting() to the app, or correct authEndpoint"};
    case 405:
      return {"the auth endpoint takes no POST" + in,
              "correct authEndpoint: the route of Laravel takes POST"};
    case 429:
      return {"the auth endpoint limits requests, and this one is over the limit" + in,
              "raise the limit, or ask again later"};
    default: return {"the auth endpoint fails" + in, "look at the log of the app"};
  }
}

Advice about_unknown_channel(const std::string& channel) {
  return {"the endpoint answers 403 for " + channel +
              ", as it does for a channel that the app does not have: whether it knows this user "
              "and signs as the server wants it was not seen",
          "name a channel that a user may join, and send who asks: --channel private-orders.1 -H "
          "'Cookie: …' or -H 'Authorization: Bearer …'"};
}

Advice about_signature(const Signed& given, const std::string& key, const std::string& expected,
                       const std::string& refusal) {
  const std::string said = refusal.empty() ? "" : ": " + refusal;
  const std::size_t colon = given.auth.rfind(':');
  const std::string its_key = colon == std::string::npos ? "" : given.auth.substr(0, colon);
  if (its_key != key) {
    return {"the app signs for the key \"" + its_key + "\", and this connection uses the key \"" +
                key + "\"" + said,
            "give the page, the app and the server the same REVERB_APP_KEY"};
  }
  const std::string same =
      "give the app and the server the same secret (REVERB_APP_SECRET), then php artisan "
      "config:clear, and restart both";
  if (!expected.empty() && given.auth != expected) {
    return {"the app signs with another secret than the server has" + said, same};
  }
  return {"the server does not accept what the app signs" + said, same};
}

}  // namespace oread::command
