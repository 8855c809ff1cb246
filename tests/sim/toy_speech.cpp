// The toy dialect, which a gateway translates for the server.
#include <sstream>

#include "speech.hpp"
#include "support/toy/toy.hpp"
#include "toy_gateway.hpp"

namespace oread::sim {
namespace {

std::vector<std::string> words(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> found;
  for (std::string word; in >> word;) found.push_back(word);
  return found;
}

class ToySpeech final : public Speech {
 public:
  explicit ToySpeech(const test::ToyOptions& options) : options_(options) {}

  [[nodiscard]] std::unique_ptr<Dialect> dialect() const override {
    return test::make_toy(options_);
  }
  [[nodiscard]] std::unique_ptr<Gateway> gateway(const GatewayPlace& place) const override {
    return std::make_unique<ToyGateway>(options_, place);
  }

  [[nodiscard]] std::size_t client_events(const std::string& text) const override {
    std::size_t count = 0;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) count += line.starts_with("say ") ? 1 : 0;
    return count;
  }
  [[nodiscard]] std::optional<std::vector<std::string>> signatures(
      const std::string& text) const override {
    std::vector<std::string> found;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      const std::vector<std::string> said = words(line);
      if (said.empty()) return std::nullopt;
      if (said[0] == "join" && said.size() > 2) found.push_back(said[2]);
      if ((said[0] == "user" || said[0] == "hello") && said.size() > 1) found.push_back(said[1]);
    }
    return found;
  }
  [[nodiscard]] std::optional<std::string> token(const std::string& url) const override {
    if (options_.asks != Asks::BeforeLink) return std::nullopt;
    return token_of(url);
  }
  // The dialect has no such code.
  [[nodiscard]] bool asks_for_peace(std::uint16_t /*code*/) const override { return false; }
  [[nodiscard]] bool can_ping() const override { return false; }
  [[nodiscard]] Millis notices_silence_within() const override { return test::kToySilence; }

 private:
  test::ToyOptions options_;
};

}  // namespace

std::unique_ptr<Speech> toy_speech(std::uint64_t variant) {
  static constexpr Carrier kCarriers[] = {Carrier::Socket, Carrier::Requests};
  static constexpr Asks kAsks[] = {Asks::Nothing, Asks::BeforeLink, Asks::BeforeGreeting};
  return std::make_unique<ToySpeech>(
      test::ToyOptions{kCarriers[variant % 2], kAsks[variant / 2 % 3]});
}

}  // namespace oread::sim
