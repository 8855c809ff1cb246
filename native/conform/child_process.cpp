#include "conform/child_process.hpp"

#include <spawn.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace oread::conform {
namespace {

namespace fs = std::filesystem;

/// The process group in /proc/PID/stat: the third field after the name, which is in parentheses.
pid_t group_in(const fs::path& folder) {
  std::ifstream in(folder / "stat");
  std::string text;
  std::getline(in, text);
  const std::size_t name_end = text.rfind(')');
  if (name_end == std::string::npos) return 0;
  std::istringstream rest(text.substr(name_end + 1));
  char state = 0;
  pid_t parent = 0;
  pid_t group = 0;
  rest >> state >> parent >> group;
  // A process that has ended and was not waited for yet holds nothing.
  return rest && state != 'Z' ? group : 0;
}

std::uint64_t resident_bytes(const fs::path& folder) {
  std::ifstream in(folder / "statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  in >> all >> resident;
  return in ? resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)) : 0;
}

/// Calls `see` for each entry, until the folder is gone: processes end while they are looked at.
template <class See>
void for_each_in(const fs::path& folder, const See& see) {
  std::error_code error;
  fs::directory_iterator each(folder, error);
  for (; !error && each != fs::directory_iterator(); each.increment(error)) see(each->path());
}

std::size_t entries_in(const fs::path& folder) {
  std::size_t out = 0;
  for_each_in(folder, [&](const fs::path&) { ++out; });
  return out;
}

}  // namespace

pid_t start_shell(const std::string& command, int in, int out, int err) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  std::string shell = "sh";
  std::string option = "-c";
  std::string text = "exec " + command;
  std::array<char*, 4> arguments{shell.data(), option.data(), text.data(), nullptr};
  pid_t pid = 0;
  const int failed = posix_spawn(&pid, "/bin/sh", &actions, &attributes, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return failed == 0 ? pid : 0;
}

std::optional<Usage> usage_of_group(pid_t group) {
  Usage out;
  bool any = false;
  for_each_in("/proc", [&](const fs::path& folder) {
    const std::string name = folder.filename();
    const bool is_process =
        std::all_of(name.begin(), name.end(), [](unsigned char c) { return c >= '0' && c <= '9'; });
    if (!is_process || group_in(folder) != group) return;
    any = true;
    out.memory += resident_bytes(folder);
    out.descriptors += entries_in(folder / "fd");
  });
  if (!any) return std::nullopt;
  return out;
}

}  // namespace oread::conform
