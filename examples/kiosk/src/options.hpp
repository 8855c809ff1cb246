// The command line.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "board.hpp"
#include "oread/native/client.hpp"
#include "palette.hpp"

namespace kiosk {

struct Options {
  std::string url = "ws://127.0.0.1:6001";
  std::string key = "oread-key";
  std::vector<std::string> channels = {"organization.1", "cache-organization.1"};
  std::string auth_endpoint;
  std::string ca_file;
  std::string state_file;
  std::string snapshot_file;
  std::uint32_t updates = 0;
  std::uint32_t within_s = 30;
  Size size{100, 24};  ///< Of a snapshot.
  Theme theme = Theme::Terminal;
};

/// The options, or the exit code if there is nothing more to do; what is wrong has been printed.
std::variant<Options, int> parse_options(int argc, char** argv);

/// Whose state this is: the server, its app and the channels.
std::string source_of(const Options& options);

/// What liboread needs, or what is wrong with the address.
oread::Result<oread::native::ClientOptions> client_options(const Options& options);

}  // namespace kiosk
