// Steps about clients that data cannot express, each with a name.
#pragma once

#include <map>
#include <string>

#include "conform/expand.hpp"

namespace oread::conform {

class ClientRun;

using NamedClientStep = void (*)(ClientRun& run, const Json& step);
using NamedClientSteps = std::map<std::string, NamedClientStep>;

NamedClientSteps client_named_floods();    ///< Many messages, many members.
NamedClientSteps client_named_attempts();  ///< Attempts to connect, again and again.
NamedClientSteps client_named_links();     ///< Below messages: TLS, compression.
NamedClientSteps client_named_boxes();     ///< Encrypted events.

}  // namespace oread::conform
