#include "conform/client/driver_process.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "conform/child_process.hpp"
#include "conform/foreign_json.hpp"

namespace oread::conform {
namespace {

constexpr std::size_t kLineMost = std::size_t{16} * 1024 * 1024;
constexpr std::size_t kErrorsKept = 4000;

struct Pipe {
  std::array<int, 2> ends{-1, -1};
  // The ends must not reach the drivers of other threads.
  bool open() { return pipe2(ends.data(), O_CLOEXEC) == 0; }
};

void shut(int& fd) {
  if (fd >= 0) close(fd);
  fd = -1;
}

/// The line of a stack trace that says what happened.
std::string gist(const std::string& errors) {
  std::string best;
  std::size_t from = 0;
  while (from < errors.size()) {
    const std::size_t end = std::min(errors.find('\n', from), errors.size());
    std::string line = errors.substr(from, end - from);
    from = end + 1;
    if (line.find("Error") != std::string::npos) return line;
    if (!line.empty()) best = std::move(line);
  }
  return best;
}

}  // namespace

bool DriverProcess::start() {
  end();
  Pipe in;
  Pipe out;
  Pipe err;
  if (!in.open() || !out.open() || !err.open()) return false;
  pid_ = start_shell(command_, in.ends[0], out.ends[1], err.ends[1]);
  shut(in.ends[0]);
  shut(out.ends[1]);
  shut(err.ends[1]);
  in_ = in.ends[1];
  out_ = out.ends[0];
  err_ = err.ends[0];
  for (const int fd : {out_, err_}) fcntl(fd, F_SETFL, O_NONBLOCK);
  unread_.clear();
  last_errors_.clear();
  why_.clear();
  if (pid_ > 0) return true;
  end();
  return false;
}

void DriverProcess::end() {
  if (pid_ > 0) {
    kill(-pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }
  shut(in_);
  shut(out_);
  shut(err_);
}

void DriverProcess::tell(const Json& command) {
  if (in_ < 0) return;
  const std::string line = command.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  std::size_t sent = 0;
  while (sent < line.size()) {
    const ssize_t size = write(in_, line.data() + sent, line.size() - sent);
    if (size <= 0) return;  // Its end is noticed by `read`.
    sent += static_cast<std::size_t>(size);
  }
}

void DriverProcess::read(const std::function<void(Json)>& line) {
  std::array<char, 65536> buffer{};
  for (ssize_t size = 0; (size = ::read(err_, buffer.data(), buffer.size())) > 0;) {
    last_errors_.append(buffer.data(), static_cast<std::size_t>(size));
    if (last_errors_.size() > kErrorsKept) last_errors_.erase(0, last_errors_.size() - kErrorsKept);
  }
  ssize_t size = 0;
  while ((size = ::read(out_, buffer.data(), buffer.size())) > 0) {
    unread_.append(buffer.data(), static_cast<std::size_t>(size));
  }
  const bool over = size == 0 || (errno != EAGAIN && errno != EINTR) || unread_.size() > kLineMost;
  std::size_t from = 0;
  for (std::size_t end = 0; (end = unread_.find('\n', from)) != std::string::npos; from = end + 1) {
    Json json = foreign_json(unread_.substr(from, end - from));
    if (json.is_object()) line(std::move(json));
  }
  unread_.erase(0, from);
  if (over) ended();
}

void DriverProcess::ended() {
  int status = 0;
  kill(-pid_, SIGKILL);  // It may have closed its output only.
  waitpid(pid_, &status, 0);
  pid_ = 0;
  why_ = WIFEXITED(status) ? "exit code " + std::to_string(WEXITSTATUS(status))
                           : "signal " + std::to_string(WTERMSIG(status));
  const std::string said = gist(last_errors_);
  if (!said.empty()) why_ += ": " + said;
  end();
}

}  // namespace oread::conform
