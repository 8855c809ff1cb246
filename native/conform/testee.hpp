// The server under test, as the command line names it.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace oread::conform {

struct TestApp {
  std::string id;
  std::string key;
  std::string secret;
};

struct Testee {
  std::string name;  ///< For reports; "host:port" by default.
  std::string host;
  std::uint16_t port = 0;
  bool tls = false;
  std::string path;  ///< Prefix before /app and /apps.
  std::string ca_file;
  TestApp app;
  /// Another node of the same server, on this port of the same or another host; 0: none.
  std::string second_host;
  std::uint16_t second_port = 0;
  /// What the command line says about the server: a second app, a refused origin…; the placeholders
  /// {second_key} and so on of the cases.
  std::map<std::string, std::string> facts;
  std::set<std::string> has;    ///< Capabilities that it must have.
  std::set<std::string> lacks;  ///< Capabilities that it does not have.
};

/// Further apps of the server that cases can use, and what is special about each.
inline constexpr const char* kOtherApps[] = {"second",    // An ordinary one.
                                             "disabled",  // It serves nobody.
                                             "limited",   // It has at most ten connections.
                                             "silent",    // Client events are off.
                                             "counting",  // Subscription counts are on.
                                             "strict",    // It closes whom nobody has authorized.
                                             // Webhooks only about channels in "filtered-".
                                             "filtered"};

/// Makes {NAME_id}, {NAME_key} and {NAME_secret} known to the cases.
void add_other_app(Testee& testee, const std::string& name, const TestApp& app);

}  // namespace oread::conform
