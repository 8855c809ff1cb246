#include "doctor_probe.hpp"

namespace oread::command {
namespace {

HttpText get(const Route& route, const std::string& target) {
  Stream stream(route.wait);
  if (stream.connect(route.address) != 0) return {};
  // The certificate was checked before, or is irrelevant here.
  if (route.tls && stream.secure_with_anybody(route.host)) return {};
  stream.begin();
  stream.write("GET " + target + " HTTP/1.1\r\nHost: " + route.authority +
               "\r\nAccept: */*\r\nConnection: close\r\n\r\n");
  return read_answer(stream);
}

}  // namespace

bool speaks_tls(const Route& route) {
  Stream stream(route.wait);
  if (stream.connect(route.address) != 0) return false;
  const auto distrust = stream.secure_with_anybody(route.host);
  return !distrust || distrust->why == Stream::Distrust::Why::Refused;
}

bool speaks_plain_http(const Route& route) {
  Route plain = route;
  plain.tls = false;
  const HttpText answer = get(plain, "/");
  // TLS servers reply to plain HTTP that they need TLS.
  return answer.status != 0 && answer.status != 400;
}

bool is_socket_io(const Route& route, const std::string& path) {
  const HttpText answer = get(route, path + "/socket.io/?EIO=4&transport=polling");
  return (answer.status == 200 && answer.says(R"(0{"sid":")")) ||
         (answer.status == 400 && answer.says(R"("Unsupported protocol version")"));
}

bool is_reverb(const Route& route, const std::string& path) {
  const HttpText answer = get(route, path + "/up");
  return answer.status == 200 && answer.says(R"({"health":"OK"})");
}

}  // namespace oread::command
