#include "transcript.hpp"

#include <filesystem>
#include <fstream>

#include "oread/trace.hpp"

namespace oread::sim {

std::string write_transcripts(const std::vector<std::unique_ptr<Client>>& clients,
                              const std::string& world, std::uint64_t seed, const Breach& breach) {
  const std::filesystem::path directory = std::filesystem::path(OREAD_SOURCE_DIR) / "build" / "sim";
  std::filesystem::create_directories(directory);
  std::string about;
  for (std::size_t i = 0; i < clients.size(); ++i) {
    trace::Transcript transcript;
    transcript.name = breach.rule;
    transcript.options = clients[i]->options();
    // A replay of a client with another dialect must be given that dialect.
    transcript.server = server_address();
    transcript.steps = clients[i]->recorded();
    const std::filesystem::path file =
        directory / (world + "-" + std::to_string(seed) + "-client-" + std::to_string(i) + ".json");
    std::ofstream(file) << trace::write(transcript);
    if (i == breach.client) about = file.string();
  }
  return about;
}

}  // namespace oread::sim
