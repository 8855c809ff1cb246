// Files of a folder as answers: the right type, nothing outside the folder, nothing hidden.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http_message.hpp"

namespace oread::server {

/// One folder and where it appears: "/" or "/oread".
struct StaticMount {
  std::string at = "/";
  std::string folder;
};

/// Reads "DIR" or "/PATH=DIR".
StaticMount parse_mount(std::string_view text);

/// The `Content-Type` for a file name, by its ending.
std::string_view mime_type(std::string_view file_name);

class StaticFiles {
 public:
  /// Folders that do not exist are complained about by `missing()`.
  explicit StaticFiles(std::vector<StaticMount> mounts);

  /// The first mount whose folder is not there.
  [[nodiscard]] const std::optional<std::string>& missing() const { return missing_; }
  [[nodiscard]] bool empty() const { return mounts_.empty(); }

  /// The answer to a GET or HEAD; nothing when no mount has such a file. Names with "..", a leading
  /// dot or a NUL byte, and links that lead out of the folder, are not found.
  [[nodiscard]] std::optional<HttpAnswer> answer(const HttpRequest& request) const;

 private:
  std::vector<StaticMount> mounts_;  ///< Longest path first; folders are real paths.
  std::optional<std::string> missing_;
};

}  // namespace oread::server
