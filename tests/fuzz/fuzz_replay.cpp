// Fuzzes what `oread replay` does with the bytes of any stream: it reads no more than its limit and
// ends with a message or a comparison, and a run that it writes can be read back and gives the same
// result.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <istream>
#include <nlohmann/json.hpp>
#include <random>
#include <streambuf>
#include <string>
#include <vector>

#include "command/bounded_read.hpp"
#include "command/replay_run.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

using nlohmann::json;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "fuzz_replay: %s\n", what);
  std::abort();
}

/// Returns a text in pieces of different sizes, as a pipe does, and may fail at its end.
class Pipe : public std::streambuf {
 public:
  Pipe(std::string text, bool breaks) : text_(std::move(text)), breaks_(breaks) {}
  [[nodiscard]] std::size_t taken() const { return at_; }

 protected:
  int_type underflow() override {
    if (at_ == text_.size()) {
      if (breaks_) throw std::ios_base::failure("broken");
      return traits_type::eof();
    }
    const std::size_t size = std::min<std::size_t>(random_() % 9000 + 1, text_.size() - at_);
    setg(&text_[at_], &text_[at_], &text_[at_] + size);
    at_ += size;
    return traits_type::to_int_type(*gptr());
  }

 private:
  std::string text_;
  bool breaks_;
  std::size_t at_ = 0;
  std::minstd_rand random_{1};
};

std::string read(const std::string& text, bool breaks, std::size_t most) {
  Pipe pipe(text, breaks);
  std::istream in(&pipe);
  std::string out = oread::command::read_at_most(in, most);
  // One of its own pieces, and one of the pipe's.
  require(pipe.taken() <= most + 16 * 1024 + 9000, "more was read than was asked for");
  return out;
}

/// Whatever the length of a stream and however it ends, what is read is its beginning.
void read_within_bounds(std::string text) {
  // Enough for several pieces.
  while (!text.empty() && text.size() < 40'000) text += text;
  for (const std::size_t most : {std::size_t{0}, text.size() / 2, text.size(), text.size() + 1}) {
    require(read(text, false, most) == text.substr(0, most + 1), "another text was read");
    const std::string broken = read(text, true, most);
    require(text.compare(0, broken.size(), broken) == 0, "what broke off is another text");
  }
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
  const std::string given(reinterpret_cast<const char*>(data), size);
  read_within_bounds(given);
  const std::string text = read(given, false, command::kTraceMost);
  require(text == given, "another text was read");
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
