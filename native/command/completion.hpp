// Completion for shells: what may follow the words of a command line that is being typed.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace oread::command {

struct Candidate {
  std::string word;
  std::string description;

  friend bool operator==(const Candidate& one, const Candidate& other) {
    return one.word == other.word && one.description == other.description;
  }
};

/// What may stand in place of the last of `words`, which may be empty; the words before it are
/// complete, and `oread` is not among them. Empty if anything may stand there: a file, for example.
std::vector<Candidate> candidates(const CLI::App& app, const std::vector<std::string>& words);

/// The script for a shell, which calls `oread complete WORD...`: bash, zsh or fish; otherwise
/// empty.
std::string completion_script(const std::string& shell);

}  // namespace oread::command
