#include "publish_answer.hpp"

#include "json_text.hpp"

namespace oread::command {
namespace {

using Json = nlohmann::json;

bool looks_like_a_page(const std::string& body) {
  const std::size_t first = body.find_first_not_of(" \t\r\n");
  return first != std::string::npos && body[first] == '<';
}

std::string shortened(std::string text) {
  if (text.size() > 300) text = text.substr(0, 300) + "…";
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

std::string change_for(int status, bool page) {
  if (page) {
    return "this is not the real-time server, or a proxy does not forward /apps: check the "
           "address";
  }
  if (status >= 300 && status < 400) return "use the address that it redirects to";
  switch (status) {
    case 200:
    case 201:
    case 204: return "this is not the HTTP API of a Pusher-compatible server: check the address";
    case 400:
    case 422: return "the request is invalid: check the names of the channel and the event";
    case 401:
      return "check --app-id, --key and --secret, and that the clocks of both machines agree";
    case 403: return "check --app-id and --key; the app may also be disabled or over its quota";
    case 404: return "check --app-id, and that the address is the real-time server's";
    case 405: return "check the address: it does not accept events";
    case 413: return "the data is larger than the server accepts: publish an id and fetch the rest";
    case 429: return "too many requests: publish less often";
    default: return status >= 500 ? "the server failed: check its log" : "";
  }
}

}  // namespace

PublishAnswer judge_publish(const native::HttpAnswer& answer) {
  PublishAnswer judged;
  judged.status = answer.status;
  const Json body = Json::parse(answer.body, nullptr, false);
  const bool good = answer.status >= 200 && answer.status < 300;
  const bool refused =
      body.is_object() && (body.contains("error") || number_in(body, "code") >= 400);
  // A server without the HTTP API may also return 200, so accept only what an API returns: an
  // object, or the "202 ACCEPTED" of old servers.
  judged.taken = good && (body.is_object() ? !refused : answer.status == 202);
  if (judged.taken) return judged;
  if (good && refused && number_in(body, "code") >= 400) judged.status = number_in(body, "code");
  const bool page = looks_like_a_page(answer.body);
  const std::string error = text_in(body, "error");
  judged.said = page ? "a page" : shortened(error.empty() ? answer.body : error);
  judged.change =
      refused && judged.status == 200 ? "check the server's log" : change_for(judged.status, page);
  return judged;
}

}  // namespace oread::command
