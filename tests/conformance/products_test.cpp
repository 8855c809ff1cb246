// Servers whose deviations are published, put together from mutants: the cases have to give the
// verdicts that were predicted from their source.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "conform/run.hpp"
#include "conformance/mutants.hpp"

namespace oread::conform {
namespace {

Json products() {
  std::ifstream in(OREAD_SOURCE_DIR "/tests/conformance/testees/products.json");
  return Json::parse(in)["products"];
}

/// Several faults at once, each behind the one before.
class Faults final : public Tamper {
 public:
  explicit Faults(const std::vector<Mutant>& mutants) {
    for (const Mutant& each : mutants) all_.push_back(make_tamper(each));
  }

  void opening(BrokerSide& broker, Handshake& handshake) override {
    for (const auto& each : all_) each->opening(broker, handshake);
  }
  std::vector<std::string> received(BrokerSide& broker, const std::string& who,
                                    const std::string& text) override {
    return passed({text}, [&](Tamper& each, const std::string& one) {
      return each.received(broker, who, one);
    });
  }
  std::vector<std::string> sent(BrokerSide& broker, const std::string& who,
                                const std::string& text) override {
    return passed(
        {text}, [&](Tamper& each, const std::string& one) { return each.sent(broker, who, one); });
  }
  std::uint16_t closing(BrokerSide& broker, std::uint16_t code) override {
    for (const auto& each : all_) code = code == 0 ? code : each->closing(broker, code);
    return code;
  }
  void requested(BrokerSide& broker, Call& call) override {
    for (const auto& each : all_) each->requested(broker, call);
  }
  void answered(BrokerSide& broker, const Call& call, Answer& answer) override {
    for (const auto& each : all_) each->answered(broker, call, answer);
  }

 private:
  using Texts = std::vector<std::string>;

  template <class Change>
  Texts passed(Texts texts, const Change& change) {
    for (const auto& each : all_) {
      Texts next;
      for (const std::string& one : texts) {
        const Texts changed = change(*each, one);
        next.insert(next.end(), changed.begin(), changed.end());
      }
      texts = std::move(next);
    }
    return texts;
  }

  std::vector<std::unique_ptr<Tamper>> all_;
};

std::vector<Mutant> faults_named(const Json& names) {
  std::vector<Mutant> all;
  for (const auto& part : {connection_mutants(), channel_mutants(), event_mutants(),
                           request_mutants(), product_mutants()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  std::vector<Mutant> out;
  for (const Json& name : names) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Mutant& each) { return each.name == name; });
    EXPECT_NE(found, all.end()) << "there is no fault " << name;
    if (found != all.end()) out.push_back(*found);
  }
  return out;
}

class Products : public testing::TestWithParam<std::string> {};

TEST_P(Products, Name_cases_that_exist_once) {
  static const Result<Catalogue> catalogue = load_catalogue();
  ASSERT_TRUE(catalogue.ok());
  const Json product = products()[GetParam()];
  const Json known = product.value("known", Json::object());
  for (const auto& each : known.items()) {
    const std::string& id = each.key();
    const auto& cases = catalogue.value().cases;
    EXPECT_TRUE(std::any_of(cases.begin(), cases.end(),
                            [&](const Case& about) { return selects(id, about.id); }))
        << "there is no case " << id;
    EXPECT_FALSE(product["predicted"].contains(id)) << id;
  }
}

TEST_P(Products, Get_the_predicted_verdicts) {
  static const Result<Catalogue> catalogue = load_catalogue();
  ASSERT_TRUE(catalogue.ok());
  const Json product = products()[GetParam()];
  for (const auto& [id, predicted] : product["predicted"].items()) {
    Verdict worst = Verdict::Pass;
    std::string reasons;
    bool any = false;
    for (const Case& about : catalogue.value().cases) {
      if (!selects(id, about.id)) continue;
      any = true;
      // Some of them remember what happened in the case before.
      const std::vector<Mutant> faults = faults_named(product["faults"]);
      Faults tamper(faults);
      broker::Options options = broker_options();
      for (const Mutant& each : faults) {
        if (each.options) each.options(options);
      }
      conform::Run run(catalogue.value(), broker_testee(),
                       [&](Millis) { return make_broker_wire(options, &tamper); }, {.token = "t"});
      const Outcome outcome = run.run_case(about);
      if (outcome.verdict > worst) worst = outcome.verdict;
      if (!outcome.reason.empty()) reasons += "\n  " + about.id + ": " + outcome.reason;
    }
    EXPECT_TRUE(any) << "there is no case " << id;
    EXPECT_EQ(name(worst), predicted.get<std::string>()) << id << reasons;
  }
}

std::vector<std::string> product_names() {
  std::vector<std::string> out;
  const Json all = products();
  for (const auto& [each, product] : all.items()) out.push_back(each);
  return out;
}

INSTANTIATE_TEST_SUITE_P(All, Products, testing::ValuesIn(product_names()), [](const auto& info) {
  std::string out;
  for (const char c : info.param) out += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return out;
});

}  // namespace
}  // namespace oread::conform
