// Fuzzes what `oread replay` does with any text: it ends with a message or a comparison, and a run
// that it writes can be read back and gives the same result.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "command/replay_run.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

using nlohmann::json;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "fuzz_replay: %s\n", what);
  std::abort();
}

/// All values in it.
void collect(json& value, std::vector<json*>& all) {
  all.push_back(&value);
  if (!value.is_structured()) return;
  for (json& one : value) collect(one, all);
}

/// Values of every type, at their limits.
json odd_value(std::minstd_rand& random) {
  const json values[] = {nullptr,
                         true,
                         0,
                         -1,
                         1,
                         INT32_MAX,
                         INT32_MIN,
                         INT64_MAX,
                         INT64_MIN,
                         UINT64_MAX,
                         (std::int64_t{1} << 53) - 1,
                         0.5,
                         1e308,
                         "",
                         "connected",
                         "private-a",
                         "pusher:ping",
                         R"({"event":"pusher:connection_established","data":"{}"})",
                         json::array(),
                         json::object(),
                         json::array({json::array({json::object()})})};
  return values[random() % std::size(values)];
}

/// A transcript in which one value is replaced, duplicated, removed or moved.
void change(json& whole, std::minstd_rand& random) {
  std::vector<json*> all;
  collect(whole, all);
  json& one = *all[random() % all.size()];
  const json other = *all[random() % all.size()];
  switch (random() % 4) {
    case 0: one = odd_value(random); break;
    case 1: one = other; break;
    case 2:
      if (one.is_array())
        one.push_back(one.empty() ? odd_value(random) : one[random() % one.size()]);
      break;
    default:
      if (one.is_array() && !one.empty()) one.erase(random() % one.size());
      if (one.is_object() && !one.empty()) one.erase(one.begin());
  }
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
  std::minstd_rand random(seed);
  json whole = random() % 2 == 0 ? json() : json::parse(data, data + size, nullptr, false);
  if (!whole.is_structured()) return LLVMFuzzerMutate(data, size, most);
  for (unsigned times = random() % 4 + 1; times > 0; --times) change(whole, random);
  const std::string text = whole.dump(-1, ' ', false, json::error_handler_t::replace);
  if (text.size() > most) return LLVMFuzzerMutate(data, size, most);
  std::copy(text.begin(), text.end(), data);
  return text.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace oread;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const command::Replayed replayed = command::run_again(text);
  if (!replayed.refusal.empty() || replayed.dropped != 0) return 0;
  require(replayed.now.steps.size() == replayed.recorded.steps.size(), "a step is missing");
  require(!json::parse(command::replay_json(replayed), nullptr, false).is_discarded(),
          "the result is no JSON");
  const command::Replayed again = command::run_again(trace::write(replayed.now));
  require(again.refusal.empty(), "a run that was written down cannot be read");
  require(!again.parted, "a run that was written down goes another way");
  return 0;
}
