#include "server/static_files.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

namespace oread::server {
namespace {

struct MimeType {
  std::string_view ending;
  std::string_view type;
};

constexpr auto kMimeTypes = std::to_array<MimeType>({
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".cjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".wasm", "application/wasm"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".gif", "image/gif"},
    {".webp", "image/webp"},
    {".avif", "image/avif"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".md", "text/plain; charset=utf-8"},
    {".ts", "text/plain; charset=utf-8"},
    {".xml", "application/xml"},
});

std::string real_path(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr),
                                                         &std::free);
  return real ? std::string(real.get()) : std::string();
}

bool allowed_segment(std::string_view segment) {
  return !segment.empty() && segment.front() != '.' &&
         segment.find_first_of(std::string_view("\0\\", 2)) == std::string_view::npos;
}

/// Splits `path` into names and joins them again; nothing if one of them must not be served.
std::optional<std::string> safe_relative(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (segment.empty()) continue;
    if (!allowed_segment(segment)) return std::nullopt;
    out += '/';
    out += segment;
  }
  return out;
}

std::string entity_tag(const struct stat& info) {
  return "\"" + std::to_string(info.st_size) + "-" + std::to_string(info.st_mtim.tv_sec) + "." +
         std::to_string(info.st_mtim.tv_nsec) + "\"";
}

/// The file mounted at `mount.at` for the rest of `path`; nothing if `path` is not below it.
std::optional<std::string_view> below(const StaticMount& mount, std::string_view path) {
  if (mount.at == "/") return path;
  if (!path.starts_with(mount.at)) return std::nullopt;
  path.remove_prefix(mount.at.size());
  if (!path.empty() && path.front() != '/') return std::nullopt;
  return path;
}

std::optional<HttpAnswer> file_answer(const StaticMount& mount, std::string_view rest,
                                      const HttpRequest& request) {
  const std::optional<std::string> relative = safe_relative(rest);
  if (!relative) return std::nullopt;
  std::string file = real_path(mount.folder + *relative);
  struct stat info {};
  if (file.empty() || ::stat(file.c_str(), &info) != 0) return std::nullopt;
  if (S_ISDIR(info.st_mode)) {
    if (request.file.back() != '/') {
      HttpAnswer answer = text_answer(301, "This is a folder: its address ends with a slash.");
      answer.headers.emplace_back("location", request.path + "/");
      return answer;
    }
    file = real_path(file + "/index.html");
    if (file.empty() || ::stat(file.c_str(), &info) != 0) return std::nullopt;
  }
  const bool inside = file.size() > mount.folder.size() + 1 && file.starts_with(mount.folder) &&
                      (mount.folder == "/" || file[mount.folder.size()] == '/');
  if (!inside || !S_ISREG(info.st_mode)) return std::nullopt;

  HttpAnswer answer;
  const std::string tag = entity_tag(info);
  // Files change during development: browsers may cache a copy, but must revalidate it.
  answer.headers.emplace_back("cache-control", "no-cache");
  answer.headers.emplace_back("etag", tag);
  answer.headers.emplace_back("x-content-type-options", "nosniff");
  if (request.if_none_match == tag) {
    answer.status = 304;
    return answer;
  }
  answer.file = OpenFile::open(file);
  if (!answer.file) return text_answer(403, "This file cannot be read.");
  answer.content_type = mime_type(file);
  return answer;
}

}  // namespace

StaticMount parse_mount(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (text.empty() || text.front() != '/' || equals == std::string_view::npos) {
    return {"/", std::string(text)};
  }
  std::string at(text.substr(0, equals));
  while (at.size() > 1 && at.back() == '/') at.pop_back();
  return {at, std::string(text.substr(equals + 1))};
}

std::string_view mime_type(std::string_view file_name) {
  for (const MimeType& known : kMimeTypes) {
    if (file_name.ends_with(known.ending)) return known.type;
  }
  return "application/octet-stream";
}

StaticFiles::StaticFiles(std::vector<StaticMount> mounts) : mounts_(std::move(mounts)) {
  for (StaticMount& mount : mounts_) {
    std::string folder = real_path(mount.folder);
    struct stat info {};
    if (folder.empty() || ::stat(folder.c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) {
      if (!missing_) missing_ = mount.folder;
      continue;
    }
    mount.folder = std::move(folder);
  }
  std::stable_sort(mounts_.begin(), mounts_.end(), [](const StaticMount& a, const StaticMount& b) {
    return a.at.size() > b.at.size();
  });
}

std::optional<HttpAnswer> StaticFiles::answer(const HttpRequest& request) const {
  for (const StaticMount& mount : mounts_) {
    const std::optional<std::string_view> rest = below(mount, request.file);
    if (!rest) continue;
    std::optional<HttpAnswer> found = file_answer(mount, *rest, request);
    if (found) return found;
  }
  return std::nullopt;
}

}  // namespace oread::server
