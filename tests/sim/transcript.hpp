// Writes a broken world as transcripts, one per client, in the format of
// tests/transcripts/README.md.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "client.hpp"
#include "verdict.hpp"

namespace oread::sim {

/// Writes into build/sim, into files that begin with `world`, and returns the path of the client
/// that the breach concerns.
std::string write_transcripts(const std::vector<std::unique_ptr<Client>>& clients,
                              const std::string& world, std::uint64_t seed, const Breach& breach);

}  // namespace oread::sim
