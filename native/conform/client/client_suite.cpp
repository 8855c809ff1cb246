// The cases about clients for an embedder's tests: oread/conformance/client.hpp.
#include <stdexcept>

#include "conform/client/adapter_driver.hpp"
#include "conform/client/grading.hpp"
#include "conform/client/socket_stage.hpp"
#include "entropy.hpp"
#include "oread/conformance/client.hpp"

namespace oread::conformance {
namespace {

const conform::Catalogue& catalogue() {
  static const Result<conform::Catalogue> loaded = conform::load_catalogue();
  if (!loaded.ok()) throw std::runtime_error(loaded.error().text);
  return loaded.value();
}

}  // namespace

std::vector<ClientCase> client_cases() {
  std::vector<ClientCase> out;
  for (const conform::Case& each : catalogue().cases) {
    if (each.about_client) out.push_back({each.id, each.title, each.expected, each.waits_s});
  }
  return out;
}

struct ClientSuite::Parts {
  Parts(AdapterMaker maker, std::string profile)
      : stage(conform::make_socket_stage(conform::make_adapter_driver(std::move(maker)))),
        grading(catalogue(), [] { return std::unique_ptr<conform::Stage>(); },
                {.profile = std::move(profile),
                 .token = std::to_string(native::random_seed() % 100'000) + "-"}) {}

  std::unique_ptr<conform::Stage> stage;
  conform::ClientGrading grading;
  bool met = false;
};

ClientSuite::ClientSuite(AdapterMaker maker, std::string profile)
    : parts_(std::make_unique<Parts>(std::move(maker), std::move(profile))) {}

ClientSuite::~ClientSuite() = default;

ClientResult ClientSuite::run(const std::string& id) {
  const conform::Case* about = catalogue().find(id);
  if (about == nullptr || !about->about_client) {
    return {"SKIP", "no case about clients is named " + id, {}};
  }
  if (!parts_->met) {
    const auto error = parts_->grading.meet(*parts_->stage, "adapter");
    if (error) return {"INCONCLUSIVE", "the adapter cannot be used: " + error->text, {}};
    parts_->met = true;
  }
  if (const auto reason = parts_->grading.reason_to_skip(*about)) {
    return {"SKIP", *reason, {}};
  }
  const conform::Outcome outcome = parts_->grading.run_case(*about, *parts_->stage);
  ClientResult out{std::string(name(outcome.verdict)), outcome.reason, {}};
  for (const conform::LogEntry& each : outcome.log) {
    out.log += std::to_string(each.at.count()) + " ms " + std::string(name(each.kind)) + " " +
               each.who + " " + each.text + "\n";
  }
  return out;
}

}  // namespace oread::conformance
