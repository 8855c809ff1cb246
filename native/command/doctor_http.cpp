#include "doctor_http.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace oread::command {
namespace {

constexpr std::size_t kHeadMost = std::size_t{64} * 1024;
constexpr std::size_t kBodyMost = std::size_t{16} * 1024;

bool same_letter(char a, char b) {
  return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

std::size_t find_words(std::string_view in, std::string_view words) {
  const auto at = std::search(in.begin(), in.end(), words.begin(), words.end(), same_letter);
  return at == in.end() ? std::string_view::npos : static_cast<std::size_t>(at - in.begin());
}

/// Reads the head into `answer`. Returns false if it is incomplete or not HTTP.
bool read_head(Stream& stream, HttpText& answer) {
  std::string& in = stream.unread();
  std::size_t end = std::string::npos;
  while ((end = in.find("\r\n\r\n")) == std::string::npos && in.size() < kHeadMost &&
         stream.fill()) {
  }
  answer.head = in.substr(0, end);
  if (!answer.head.starts_with("HTTP/1.")) return false;
  if (end == std::string::npos) return false;
  in.erase(0, end + 4);
  answer.head += "\r\n";
  answer.whole = true;
  answer.status = std::atoi(answer.head.c_str() + std::min<std::size_t>(9, answer.head.size()));
  return true;
}

void read_body(Stream& stream, HttpText& answer) {
  std::string& in = stream.unread();
  const std::string length = answer.header("Content-Length");
  const bool chunked = find_words(answer.header("Transfer-Encoding"), "chunked") == 0;
  std::size_t most = kBodyMost;
  if (!length.empty()) {
    most = std::min<std::size_t>(most, std::strtoul(length.c_str(), nullptr, 10));
  }
  const auto enough = [&] {
    return in.size() >= most || (chunked && in.find("0\r\n\r\n") != std::string::npos);
  };
  while (!enough() && stream.fill()) {
  }
  answer.body = in.substr(0, most);
}

}  // namespace

std::string HttpText::header(std::string_view name) const {
  const std::size_t at = find_words(head, "\r\n" + std::string(name) + ":");
  if (at == std::string_view::npos) return {};
  std::size_t from = at + 2 + name.size() + 1;
  while (from < head.size() && head[from] == ' ') ++from;
  return head.substr(from, head.find('\r', from) - from);
}

bool HttpText::says(std::string_view words) const {
  return find_words(body, words) != std::string_view::npos;
}

HttpText read_answer(Stream& stream) {
  HttpText answer;
  do {
    answer = {};
    if (!read_head(stream, answer)) return answer;
  } while (answer.status >= 100 && answer.status < 200 && answer.status != 101);
  if (answer.status != 101) read_body(stream, answer);
  return answer;
}

}  // namespace oread::command
