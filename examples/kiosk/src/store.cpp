#include "store.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <utility>

#include "fields.hpp"

namespace kiosk {
namespace {

using nlohmann::json;

// A file begins with this. What begins otherwise was not written by this program.
constexpr std::string_view kMark = "{\"kiosk\":1,";
constexpr std::size_t kMostBytes = 1 << 20;

/// A file descriptor that closes itself.
class File {
 public:
  File(const std::string& path, int flags) : fd_(open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~File() {
    if (fd_ >= 0) close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  [[nodiscard]] bool ok() const { return fd_ >= 0; }
  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_;
};

bool is_regular(const File& file) {
  struct stat about {};
  return fstat(file.fd(), &about) == 0 && S_ISREG(about.st_mode);
}

/// At most one byte more than a state may have.
std::optional<std::string> read_all(const File& file) {
  std::string text;
  char piece[4096];
  while (text.size() <= kMostBytes) {
    const ssize_t got = read(file.fd(), piece, sizeof piece);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    text.append(piece, static_cast<std::size_t>(got));
  }
  return text;
}

bool write_all(const File& file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = write(file.fd(), text.data(), text.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(put));
  }
  return fsync(file.fd()) == 0;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

/// The state in the text of a file that this program has written, or what is wrong.
std::string parse(std::string_view text, const std::string& source, Kept& kept) {
  const json parsed = json::parse(text, nullptr, false);
  if (parsed.is_discarded()) return "it is damaged";
  Fields fields(parsed, "file");
  const std::string its_source = fields.text("source", kMostBytes);
  Kept found;
  found.known_until = fields.optional_time("known_until", 0);
  found.state.updated_at = fields.optional_time("updated_at", 0);
  if (!fields.problem().empty()) return "it is damaged: " + fields.problem();
  if (its_source != source) return "it belongs to another server or channel";
  const std::string problem =
      from_json(parsed.value("state", json()), found.state, found.state.updated_at);
  if (!problem.empty()) return "it is damaged: " + problem;
  kept = std::move(found);
  return {};
}

}  // namespace

// JSON cannot hold what is not UTF-8, and a command line can.
Store::Store(std::string path, const std::string& source)
    : path_(std::move(path)), source_(plain(source, kMostBytes)) {}

Loaded Store::load() const {
  const File file(path_, O_RDONLY | O_NONBLOCK);
  if (!file.ok() && errno == ENOENT) return {};
  const auto refused = [&](const std::string& why, bool may_write) {
    return Loaded{{},
                  "the saved state " + path_ + " is not used: " + why +
                      (may_write ? "; the next update replaces it"
                                 : "; it is left alone, and nothing is saved"),
                  may_write};
  };
  if (!file.ok()) return refused(std::strerror(errno), false);
  if (!is_regular(file)) return refused("it is not a regular file", false);
  const std::optional<std::string> text = read_all(file);
  if (!text) return refused("it cannot be read", false);
  // The beginning of one of ours, or nothing: what a power cut leaves of a file that was copied.
  if (text->size() < kMark.size() && kMark.starts_with(*text))
    return refused("it is damaged", true);
  if (!text->starts_with(kMark)) return refused("it was not written by this program", false);
  if (text->size() > kMostBytes) return refused("it is too large", true);
  Loaded loaded;
  Kept kept;
  const std::string problem = parse(*text, source_, kept);
  if (!problem.empty()) return refused(problem, true);
  loaded.kept = std::move(kept);
  return loaded;
}

std::string Store::save(const Kept& kept) const {
  const json rest = {{"source", source_},
                     {"known_until", kept.known_until},
                     {"updated_at", kept.state.updated_at},
                     {"state", to_json(kept.state)}};
  const std::string text = std::string(kMark) + rest.dump().substr(1) + "\n";
  const std::string fresh = path_ + ".new";
  const auto failed = [&](const char* what) {
    return std::string("the state cannot be saved: ") + what + " " + fresh + ": " +
           std::strerror(errno);
  };
  {
    const File file(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
    if (!file.ok()) return failed("cannot open");
    if (!write_all(file, text)) return failed("cannot write");
  }
  if (std::rename(fresh.c_str(), path_.c_str()) != 0) return failed("cannot rename");
  // The name is part of the folder, which is written later unless asked.
  const File folder(folder_of(path_), O_RDONLY | O_DIRECTORY);
  if (folder.ok()) fsync(folder.fd());
  return {};
}

}  // namespace kiosk
