// Wrong clients: our engine with one fault each. A case that passes on all of them tests nothing.
#pragma once

#include <string>
#include <vector>

#include "conform/client/engine_stage.hpp"

namespace oread::conform {

struct ClientMutant {
  std::string name;
  ClientTamper tamper;
};

/// New ones at each call: some of them remember what happened.
std::vector<ClientMutant> client_mutants();

}  // namespace oread::conform
