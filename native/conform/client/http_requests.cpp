#include "conform/client/http_requests.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "conform/upgrade.hpp"

namespace oread::conform {
namespace {

constexpr std::size_t kBodyMost = std::size_t{1024} * 1024;

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const int lower = std::tolower(static_cast<unsigned char>(c));
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && digit_of(text[i + 1]) >= 0 &&
        digit_of(text[i + 2]) >= 0) {
      out += static_cast<char>(digit_of(text[i + 1]) * 16 + digit_of(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

/// The pieces between `separator`s.
template <class Each>
void split(std::string_view text, std::string_view separator, const Each& each) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    each(text.substr(0, end));
    text.remove_prefix(std::min(end + separator.size(), text.size()));
  }
}

}  // namespace

std::optional<HttpRequestRead> take_request(std::string& bytes) {
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == std::string::npos) return std::nullopt;
  const std::string length = header_in(std::string_view(bytes).substr(0, end), "Content-Length");
  const auto size = std::min<std::size_t>(std::strtoull(length.c_str(), nullptr, 10), kBodyMost);
  const std::size_t body = end + 4;
  if (bytes.size() - body < size) return std::nullopt;
  HttpRequestRead out{bytes.substr(0, end), bytes.substr(body, size)};
  bytes.erase(0, body + size);
  return out;
}

Json form_fields(std::string_view body) {
  Json out = Json::object();
  split(body, "&", [&](std::string_view pair) {
    const std::size_t equal = std::min(pair.find('='), pair.size());
    out[decoded(pair.substr(0, equal))] = decoded(pair.substr(std::min(equal + 1, pair.size())));
  });
  return out;
}

Json headers_of(std::string_view head) {
  Json out = Json::object();
  split(head, "\r\n", [&](std::string_view line) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) return;
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    out[name] = std::string(line.substr(colon + 2));
  });
  return out;
}

std::string http_response(int status, const std::string& headers, const std::string& body) {
  return "HTTP/1.1 " + std::to_string(status) + " Scripted\r\n" + headers +
         (status == 302 && headers.empty() ? "Location: /login\r\n" : "") +
         "Content-Type: application/json\r\nConnection: close\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace oread::conform
