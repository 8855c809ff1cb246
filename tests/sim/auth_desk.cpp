#include "auth_desk.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace oread::sim {
namespace {

in::AuthAnswered answered(RequestId request, std::uint16_t status, std::string body) {
  in::AuthAnswered input;
  input.request = request;
  input.status = status;
  input.body = std::move(body);
  return input;
}

/// Prefix of the credentials of a connection.
constexpr const char* kToken = "world-token:";

bool begins_with(const std::string& text, std::string_view start) {
  return text.compare(0, start.size(), start) == 0;
}

}  // namespace

std::string AuthDesk::user_data(const std::string& user_id) {
  return R"({"id":")" + user_id + R"(","watchlist":["u1","u2"]})";
}

bool AuthDesk::knows_token(std::string_view token) {
  return token.starts_with(kToken);
}

std::string AuthDesk::grant(const effect::Authorize& request, const std::string& user_id) const {
  const broker::Credentials app = Server::credentials();
  nlohmann::json body;
  if (request.kind == AuthKind::User) {
    const std::string data = user_data(user_id);
    body["auth"] = broker::sign_user(digests_, app, request.socket_id, data);
    body["user_data"] = data;
    return body.dump();
  }
  if (request.kind == AuthKind::Connection) {
    body["auth"] = kToken + std::to_string(request.request.value);
    return body.dump();
  }
  std::string data;
  if (begins_with(request.channel, "presence-")) {
    data = R"({"user_id":")" + user_id + R"(","user_info":{"name":"Nº )" + user_id + R"("}})";
    body["channel_data"] = data;
  }
  body["auth"] = broker::sign_channel(digests_, app, request.socket_id, request.channel, data);
  if (begins_with(request.channel, "private-encrypted-")) {
    body["shared_secret"] = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  }
  return body.dump();
}

Input AuthDesk::good(const effect::Authorize& request, const std::string& user_id) const {
  if (begins_with(request.channel, kDenied)) return answered(request.request, 403, "{}");
  return answered(request.request, 200, grant(request, user_id));
}

Input AuthDesk::bad(const effect::Authorize& request, const std::string& user_id) {
  const RequestId id = request.request;
  switch (random_.below(9)) {
    case 0: return answered(id, 500, "Server Error");
    case 1: {
      in::AuthAnswered busy = answered(id, 429, "");
      busy.retry_after = random_.below(4);
      return busy;
    }
    case 2: return answered(id, random_.chance(50) ? 401 : 419, "{}");
    case 3: {
      in::AuthAnswered login = answered(id, 200, "<html>Please sign in</html>");
      login.redirected = true;
      return login;
    }
    case 4: return answered(id, 200, "{\"auth\":7}");
    case 5: return answered(id, 200, R"({"auth":"world-key:0000"})");
    case 6: return in::AuthFailed{id, true, "the app's own handler threw"};
    case 7: return answered(id, 503, grant(request, user_id));
    default: return in::AuthFailed{id, false, "network"};
  }
}

void AuthDesk::ask(const effect::Authorize& request, const std::string& user_id,
                   const Answer& answer) {
  const Millis most = weather_.slow ? Millis(4'000) : Millis(150);
  Input input = good(request, user_id);
  if (weather_.bad_auth != 0 && random_.chance(weather_.bad_auth)) {
    if (random_.chance(15)) return;  // Never responds.
    input = bad(request, user_id);
  }
  const bool twice = weather_.echoes != 0 && random_.chance(20);
  schedule_.in(random_.between(Millis(5), most), [answer, input] { answer(input); });
  if (twice) schedule_.in(random_.between(Millis(5), most * 2), [answer, input] { answer(input); });
}

}  // namespace oread::sim
