#include "unit/captured/capture.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>
#include <utility>

namespace oread::test {

namespace {

namespace fs = std::filesystem;
using What = Captured::What;

fs::path folder() {
  return fs::path(OREAD_SOURCE_DIR) / "tests" / "transcripts" / "captured";
}

bool cut(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

void skip_spaces(std::string_view& text) {
  while (cut(text, " ")) {
  }
}

/// `--- tcp open`, `S>C WS text  {…}` and so on; nothing for what a client never sees.
std::optional<Captured> read_event(std::string_view text) {
  Captured out;
  if (cut(text, "--- tcp open")) return out;
  if (cut(text, "--- tcp closed")) {
    out.what = What::TcpClosed;
  } else if (cut(text, "S>C HTTP HTTP/1.1 101")) {
    out.what = What::Upgraded;
  } else if (cut(text, "S>C WS text")) {
    out.what = What::ServerText;
  } else if (cut(text, "C>S WS text")) {
    out.what = What::ClientText;
  } else if (cut(text, "S>C WS CLOSE ")) {
    out.what = What::ServerClose;
    out.code = static_cast<std::uint16_t>(std::atoi(std::string(text).c_str()));
    return out;
  } else if (cut(text, "C>S WS CLOSE")) {
    out.what = What::ClientClose;
  } else {
    return std::nullopt;
  }
  skip_spaces(text);
  out.text = text;
  return out;
}

}  // namespace

bool CapturedConnection::is_upgraded() const {
  return std::any_of(lines.begin(), lines.end(),
                     [](const Captured& line) { return line.what == What::Upgraded; });
}

std::map<int, CapturedConnection> read_capture(const std::string& file) {
  std::map<int, CapturedConnection> connections;
  std::ifstream in(folder() / file);
  for (std::string line; std::getline(in, line);) {
    // "[  1.234] #5 [tag] S>C …"; the tag is optional.
    std::string_view rest = line;
    if (!cut(rest, "[")) continue;
    const double at = std::stod(std::string(rest.substr(0, rest.find(']'))));
    rest.remove_prefix(rest.find(']') + 1);
    skip_spaces(rest);
    if (!cut(rest, "#")) continue;
    const int number = std::stoi(std::string(rest.substr(0, rest.find(' '))));
    rest.remove_prefix(rest.find(' ') + 1);
    if (rest.starts_with('[')) rest.remove_prefix(rest.find(']') + 2);
    if (auto event = read_event(rest)) {
      event->at = Millis{std::llround(at * 1000)};
      connections[number].lines.push_back(std::move(*event));
    }
  }
  return connections;
}

std::vector<std::string> captures() {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(folder()))
    files.push_back(entry.path().filename().string());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace oread::test
