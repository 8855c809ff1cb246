// Measures what the engine costs natively. Reads lines of `label<TAB>frame` and writes one JSON
// object:
// {"decode": {label: {reader: ns}}, "engine": {label: ns}, "memory": {"bytes": n, "channels": n}}.
#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "client.hpp"
#include "decoders.hpp"
#include "race.hpp"

namespace {

using namespace oread::bench;
using nlohmann::ordered_json;

struct Cell {
  std::string label;
  std::vector<std::string> frames;
};

std::vector<Cell> read_cells() {
  std::vector<Cell> cells;
  for (std::string line; std::getline(std::cin, line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    const std::string label = line.substr(0, tab);
    if (cells.empty() || cells.back().label != label) cells.push_back({label, {}});
    std::string frame = line.substr(tab + 1);
    frame.reserve(frame.size() + kPadding);
    cells.back().frames.push_back(std::move(frame));
  }
  return cells;
}

std::vector<std::string> channels_of(const std::vector<Cell>& cells) {
  std::vector<std::string> channels;
  for (const Cell& cell : cells) {
    for (const std::string& frame : cell.frames) {
      channels.push_back(nlohmann::json::parse(frame).at("channel"));
    }
  }
  std::sort(channels.begin(), channels.end());
  channels.erase(std::unique(channels.begin(), channels.end()), channels.end());
  return channels;
}

/// The heap bytes of one more client that has subscribed and received every frame of `cell`.
double bytes_per_client(const Cell& cell, const std::vector<std::string>& channels) {
  constexpr std::size_t kClients = 500;
  std::vector<std::unique_ptr<Client>> clients;
  clients.reserve(kClients + 1);
  const auto add = [&] {
    clients.push_back(std::make_unique<Client>(channels));
    for (const std::string& frame : cell.frames) clients.back()->receive(frame);
  };
  add();  // Everything that is set up once for all of them.
  const std::size_t before = mallinfo2().uordblks;
  for (std::size_t i = 0; i < kClients; ++i) add();
  return static_cast<double>(mallinfo2().uordblks - before) / kClients;
}

}  // namespace

int main() {
  const std::vector<Cell> cells = read_cells();
  if (cells.empty()) {
    std::fputs("bench_native: no frames on standard input; run ./dev bench native\n", stderr);
    return 2;
  }
  const std::vector<std::string> channels = channels_of(cells);
  ordered_json result;
  for (const Cell& cell : cells) {
    Client client(channels);
    std::vector<Runner> runners = decoders();
    // A host reads each message into its own string and passes it on.
    runners.push_back({"engine", [&](const std::string& frame) { return client.receive(frame); }});
    const std::vector<double> medians = race(runners, cell.frames);
    for (std::size_t i = 0; i + 1 < runners.size(); ++i) {
      result["decode"][cell.label][runners[i].name] = medians[i];
    }
    result["engine"][cell.label] = medians.back();
  }
  result["memory"] = {{"bytes", bytes_per_client(cells.front(), channels)},
                      {"channels", channels.size()}};
  std::cout << result.dump() << '\n';
}
