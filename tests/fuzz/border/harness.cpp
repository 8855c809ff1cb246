// Fuzzes the border of the Wasm build, compiled natively: whatever bytes `tell` receives, it does
// not read past them, and returns a queue that can be parsed to its end. The engine behind it is
// the lean one of a dialect, with the containers that pages download. Each program brings the texts
// of its dialect.
//
// The input is a script: a byte that selects how the next call's bytes are made, then their
// contents. Most calls are an input with one error, because random bytes never get past the tag.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "border/kind.hpp"
#include "border/session.hpp"
#include "border/texts.hpp"
#include "oread/link_addresses.hpp"
#include "oread/options.hpp"
#include "oread/session.hpp"

namespace {

using namespace oread;

/// As the build's dialect takes them.
using Addresses = std::conditional_t<kUses.requests, CarrierAddresses, LinkAddresses>;

constexpr double kNumbers[] = {0,          1,          2,          3,    4,    1000,  1006,
                               4001,       4200,       -1,         0.5,  1e9,  1e300, -1e300,
                               4294967295, 4294967296, 2147483648, 9e15, 1e19, 200,   30000};

class Script {
 public:
  Script(const std::uint8_t* data, std::size_t size) : at_(data), end_(data + size) {}

  [[nodiscard]] bool done() const { return at_ == end_; }
  std::uint8_t byte() { return done() ? 0 : *at_++; }
  double number() {
    const std::uint8_t choice = byte();
    if (choice < std::size(kNumbers)) return kNumbers[choice];
    if (choice < 0xf0) return choice - 32;
    double any = 0;
    const std::string_view bytes = some(sizeof any);
    if (!bytes.empty()) std::memcpy(&any, bytes.data(), bytes.size());
    return any;
  }
  std::string_view text() {
    const std::uint8_t choice = byte();
    if (choice < fuzz::texts().size()) return fuzz::texts()[choice];
    return some(choice);
  }
  std::string_view some(std::size_t most) {
    const std::size_t size = std::min(most, static_cast<std::size_t>(end_ - at_));
    at_ += size;
    return {reinterpret_cast<const char*>(at_ - size), size};
  }

 private:
  const std::uint8_t* at_;
  const std::uint8_t* end_;
};

void put(std::string& out, double number) {
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

/// The fields of `T` as the host would write them; sometimes a length is wrong.
template <class T>
void put_fields(std::string& out, Script& script) {
  T value{};
  T::fields(value, [&](const char*, auto& field) {
    if constexpr (border::is_text<std::remove_cvref_t<decltype(field)>>) {
      const std::string_view text = script.text();
      put(out, script.byte() > 250 ? script.number() : static_cast<double>(text.size()));
      out += text;
    } else {
      put(out, script.number());
    }
  });
}

template <std::size_t... I>
void put_input(std::string& out, Script& script, std::index_sequence<I...>) {
  const std::size_t tag = script.byte() % sizeof...(I);
  put(out, static_cast<double>(tag));
  (void)((tag == I && (put_fields<std::variant_alternative_t<I, Input>>(out, script), true)) ||
         ...);
}

std::string bytes_of(Script& script, bool first) {
  std::string out;
  const std::uint8_t how = script.byte();
  if (how > 250) return std::string(script.some(how));
  if (first) {
    put_fields<Addresses>(out, script);
    for (std::size_t i = 0; i < kQuantities; ++i) {
      put(out, how < 128 ? std::numeric_limits<double>::quiet_NaN() : script.number());
    }
  } else {
    put_input(out, script, std::make_index_sequence<std::variant_size_v<Input>>());
  }
  if (how > 240) out.resize(std::min(out.size(), static_cast<std::size_t>(script.byte())));
  if (how > 230 && how <= 240) out += script.text();
  return out;
}

void require(bool law) {
  if (!law) std::abort();
}

/// A cursor over the response, which must be valid whatever its lengths say.
struct Answer {
  std::string_view rest;

  double number() {
    double value = 0;
    require(rest.size() >= sizeof value);
    std::memcpy(&value, rest.data(), sizeof value);
    rest.remove_prefix(sizeof value);
    return value;
  }
  void skip_text() {
    const double size = number();
    require(size >= 0 && size <= static_cast<double>(rest.size()));
    rest.remove_prefix(static_cast<std::size_t>(size));
  }
  template <class T>
  void skip() {
    if constexpr (std::is_same_v<T, Text>) {
      skip_text();
    } else if constexpr (border::is_optional<T> || border::is_vector<T>) {
      const double count = number();
      require(count >= 0 && count <= static_cast<double>(rest.size()));
      for (double i = 0; i < count; ++i) skip<typename T::value_type>();
    } else if constexpr (std::is_same_v<T, Error> || std::is_same_v<T, Member>) {
      skip_fields<T>();
    } else {
      (void)number();
    }
  }
  template <class T>
  void skip_fields() {
    T value{};
    border::fields_of(value, [this](const char*, auto& field) {
      this->skip<std::remove_cvref_t<decltype(field)>>();
    });
  }
  template <class V, std::size_t... I>
  bool skip_one(std::size_t tag, std::index_sequence<I...>) {
    return ((tag == I && (skip_alternative<std::variant_alternative_t<I, V>>(), true)) || ...);
  }
  template <class T>
  void skip_alternative() {
    if constexpr (std::is_same_v<T, effect::Announce>) {
      require(false);
    } else {
      skip_fields<T>();
    }
  }
};

void read(View view) {
  Answer answer{{view.data(), view.size()}};
  require(answer.number() == static_cast<double>(view.size()));
  require(!(answer.number() < 0));
  while (!answer.rest.empty()) {
    const double tag = answer.number();
    require(tag >= 0);
    const auto index = static_cast<std::size_t>(tag);
    require(index < border::kEventTag
                ? answer.skip_one<Effect>(index,
                                          std::make_index_sequence<std::variant_size_v<Effect>>())
                : answer.skip_one<Event>(index - border::kEventTag,
                                         std::make_index_sequence<std::variant_size_v<Event>>()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Script script(data, size);
  border::restart();
  require(border::room(0xffffffffU) == nullptr);
  for (bool first = true; first || !script.done(); first = false) {
    const std::string bytes = bytes_of(script, first);
    char* const place = border::room(static_cast<std::uint32_t>(bytes.size()));
    if (!bytes.empty()) std::memcpy(place, bytes.data(), bytes.size());
    read(border::tell(script.number()));
  }
  return 0;
}
