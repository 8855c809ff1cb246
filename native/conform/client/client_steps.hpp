// The steps that a case about a client can consist of, as steps.hpp has them for servers. "S" is a
// connection that the client has opened, "Q" a question of the auth endpoint.
#pragma once

#include <string>
#include <vector>

#include "conform/expand.hpp"

namespace oread::conform {

class ClientRun;

struct ClientVerb {
  std::string name;
  void (*perform)(ClientRun& run, const Json& step);
  std::vector<std::string> keys;  ///< Further keys; "*" for any.
};

/// All verbs; each part of the list is in the file that is named after it.
std::vector<ClientVerb> server_verbs();       ///< What the scripted server does.
std::vector<ClientVerb> client_verbs();       ///< What the client is told, and its auth endpoint.
std::vector<ClientVerb> observation_verbs();  ///< What the client must have done.
std::vector<ClientVerb> client_named_verbs();

/// Whether {"do": name} exists for clients.
bool is_named_client_step(const std::string& name);

/// Expands and performs a step. Throws End.
void perform(ClientRun& run, const Json& step);

/// What is wrong with a step as it is written.
std::optional<std::string> wrong_client_step(const Json& step);

/// The greeting with this socket id.
std::string greeting(const std::string& socket_id, const Json& activity_timeout);

}  // namespace oread::conform
