// Steps that data cannot express, each with a name: {"do": "talk", "count": 20, "every": "10 s"}.
#pragma once

#include <map>
#include <string>

#include "conform/expand.hpp"

namespace oread::conform {

class CaseRun;

using NamedStep = void (*)(CaseRun& run, const Json& step);
using NamedSteps = std::map<std::string, NamedStep>;

NamedSteps named_messages();  ///< What a client sends: large, nested, ambiguous.
NamedSteps named_times();     ///< What takes long: talking, silence.
NamedSteps named_members();   ///< Many members of a presence channel.
NamedSteps named_crowds();    ///< Many connections: limits, churn, load.
NamedSteps named_races();     ///< What happens at the same time, and long sequences.
NamedSteps named_hooks();     ///< Webhooks.
NamedSteps named_servers();   ///< The server ends, and starts again.
NamedSteps named_http();      ///< HTTP itself: how requests are written and sent.
NamedSteps named_requests();  ///< The HTTP API: many channels, much data.

}  // namespace oread::conform
