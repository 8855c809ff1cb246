// Named steps about HTTP itself: how a request may be written and sent.
#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "conform/call_signing.hpp"
#include "conform/case_run.hpp"
#include "conform/named.hpp"

namespace oread::conform {
namespace {

/// A signed request to publish the event "raw", as its head and its body.
struct Raw {
  std::string head;  ///< Without the empty line.
  std::string body;
};

Raw signed_request(CaseRun& run, const Json& step) {
  const TestApp& app = run.testee().app;
  Raw out;
  out.body = json_text(
      Json{{"name", "raw"}, {"channels", Json::array({step["channel"]})}, {"data", "{}"}});
  const std::string path = "/apps/" + app.id + "/events";
  const std::string query = signed_query(app, "POST", path, Json::object(), out.body,
                                         run.wire().unix_ms() / 1000, Json::object());
  out.head = "POST " + run.testee().path + path + "?" + query +
             " HTTP/1.1\r\nHost: " + run.wire().authority() +
             "\r\nContent-Type: application/json\r\n";
  return out;
}

std::string with_length(const Raw& raw) {
  return raw.head + "Content-Length: " + std::to_string(raw.body.size()) + "\r\n\r\n" + raw.body;
}

/// In two chunks.
std::string in_chunks(const Raw& raw) {
  constexpr const char* kHex = "0123456789abcdef";
  const auto chunk = [&](const std::string& text) {
    const std::size_t size = text.size();
    return std::string{kHex[size >> 4U & 15U], kHex[size & 15U]} + "\r\n" + text + "\r\n";
  };
  const std::size_t half = raw.body.size() / 2;
  return raw.head + "Transfer-Encoding: chunked\r\n\r\n" + chunk(raw.body.substr(0, half)) +
         chunk(raw.body.substr(half)) + "0\r\n\r\n";
}

std::vector<std::string> bytes_of(const std::string& text) {
  std::vector<std::string> out;
  for (const char each : text) out.emplace_back(1, each);
  return out;
}

std::vector<std::string> pieces_of(const std::string& change, const Raw& raw) {
  if (change == "chunked") return {in_chunks(raw)};
  if (change == "bytes") return bytes_of(with_length(raw));
  if (change == "continue") {
    return {raw.head + "Expect: 100-continue\r\nContent-Length: " +
                std::to_string(raw.body.size()) + "\r\n\r\n",
            raw.body};
  }
  if (change == "lower") {
    std::string text = with_length(raw);
    const std::size_t at = text.find("Content-Length");
    std::transform(text.begin() + static_cast<std::ptrdiff_t>(at),
                   text.begin() + static_cast<std::ptrdiff_t>(at) + 14,
                   text.begin() + static_cast<std::ptrdiff_t>(at),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return {text};
  }
  if (change == "headers") {
    Raw large = raw;
    large.head += "X-Large: " + std::string(std::size_t{64} * 1024, 'x') + "\r\n";
    return {with_length(large)};
  }
  return {with_length(raw)};
}

/// Publishes with a request that is sent as `change` says. Sets {status}: that of the response, or
/// 0 without one.
void raw_request(CaseRun& run, const Json& step) {
  const Raw raw = signed_request(run, step);
  const std::vector<int> statuses =
      run.wire().exchange(pieces_of(step.value("change", std::string()), raw), 1);
  run.set("status", statuses.empty() ? 0 : statuses.front());
}

/// `count` requests on one connection, written at once. Sets {answered}.
void pipelined_requests(CaseRun& run, const Json& step) {
  const auto count = step.value("count", std::size_t{5});
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += with_length(signed_request(run, step));
  const std::vector<int> statuses = run.wire().exchange({all}, count);
  const auto fine = std::count(statuses.begin(), statuses.end(), 200);
  run.set("answered", fine);
  run.note("requests on one connection: " + std::to_string(count) +
           ", answered with 200: " + std::to_string(fine));
}

/// Asks for a WebSocket in a way that is not a handshake (`change`). Sets {status}, 0 without a
/// response, and {greeted}: whether a pusher:connection_established came.
void raw_handshake(CaseRun& run, const Json& step) {
  const std::string change = step.value("change", std::string());
  std::string head = "GET " + run.testee().path + "/app/" + run.testee().app.key + "?" +
                     Handshake{}.query + " HTTP/1.1\r\nHost: " + run.wire().authority() + "\r\n";
  const auto origin = run.testee().facts.find("allowed_origin");
  if (origin != run.testee().facts.end()) head += "Origin: " + origin->second + "\r\n";
  if (change != "plain") {
    head.append("Connection: Upgrade\r\nUpgrade: ").append(change == "other" ? "h2c" : "websocket");
    head += "\r\nSec-WebSocket-Version: 13\r\n";
    if (change != "key") head += "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  }
  const std::string answer = run.wire().exchange_bytes(head + "\r\n");
  const std::size_t space = answer.starts_with("HTTP/1.") ? answer.find(' ') : std::string::npos;
  run.set("status", space == std::string::npos ? 0 : std::atoi(answer.c_str() + space));
  run.set("greeted", answer.find("pusher:connection_established") != std::string::npos);
}

}  // namespace

NamedSteps named_http() {
  return {{"raw_request", raw_request},
          {"pipelined_requests", pipelined_requests},
          {"raw_handshake", raw_handshake}};
}

}  // namespace oread::conform
