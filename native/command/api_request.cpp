#include "api_request.hpp"

#include <ctime>

#include "digests.hpp"
#include "oread/broker/signing.hpp"
#include "oread/native/loop.hpp"

namespace oread::command {

native::HttpRequest events_request(const ServerAddress& server, const App& app, std::string body) {
  broker::ApiRequest api;
  api.path = "/apps/" + app.id + "/events";
  api.body = std::move(body);
  api.unix_seconds = std::time(nullptr);

  native::HttpRequest request;
  request.url.scheme = server.tls ? "https" : "http";
  request.url.host = server.host;
  request.url.port = server.port;
  request.url.target = server.path + api.path + "?" +
                       broker::sign_request(native::OpenSslDigests{}, {app.key, app.secret}, api);
  request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
  request.body = std::move(api.body);
  return request;
}

Result<native::HttpAnswer> wait_for(native::HttpRequest request) {
  native::Loop loop;
  Result<native::HttpAnswer> result = Error{Errc::LinkFailed, 0, "the event loop failed"};
  native::HttpExchange exchange(loop.core(), std::move(request),
                                [&](Result<native::HttpAnswer> answer) {
                                  result = std::move(answer);
                                  loop.stop();
                                });
  loop.run();
  return result;
}

}  // namespace oread::command
