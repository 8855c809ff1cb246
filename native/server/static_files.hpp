// Serves files of a folder: with the right type, and nothing outside the folder or hidden.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http_message.hpp"

namespace oread::server {

/// One folder and its URL path: "/" or "/oread".
struct StaticMount {
  std::string at = "/";
  std::string folder;
};

/// Parses "DIR" or "/PATH=DIR".
StaticMount parse_mount(std::string_view text);

/// The `Content-Type` for a file name, by its extension.
std::string_view mime_type(std::string_view file_name);

class StaticFiles {
 public:
  /// `missing()` reports folders that do not exist.
  explicit StaticFiles(std::vector<StaticMount> mounts);

  /// The first mount whose folder does not exist.
  [[nodiscard]] const std::optional<std::string>& missing() const { return missing_; }
  [[nodiscard]] bool empty() const { return mounts_.empty(); }

  /// The response to a GET or HEAD; nothing if no mount has such a file. Names with "..", a leading
  /// dot or a NUL byte, and links that lead out of the folder, are not found.
  [[nodiscard]] std::optional<HttpAnswer> answer(const HttpRequest& request) const;

 private:
  std::vector<StaticMount> mounts_;  ///< Longest path first; folders are real paths.
  std::optional<std::string> missing_;
};

}  // namespace oread::server
