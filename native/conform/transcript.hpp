// What a case put a client through, as transcripts of Oread's engine that `oread replay` runs.
#pragma once

#include <string>
#include <vector>

#include "conform/catalogue.hpp"
#include "conform/outcome.hpp"
#include "conform/testee.hpp"

namespace oread::conform {

struct NamedTranscript {
  std::string file;  ///< "SS-05-presence.json"; with the connection for cases about servers.
  std::string text;  ///< In the format of trace::write.
};

/// Plays the log of a case to our engine and records that: for a case about a client, what the
/// server did to it; for one about a server, one transcript for each connection, with what arrived
/// there. What only a client that breaks the rules sends is left out.
std::vector<NamedTranscript> transcripts_of(const Case& about, const Outcome& outcome,
                                            const TestApp& app);

}  // namespace oread::conform
