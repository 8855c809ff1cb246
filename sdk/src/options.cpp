// What options may be. Bounds keep arithmetic from overflowing and a typing error from becoming a
// flood.
#include "oread/options.hpp"

#include <cstring>
#include <iterator>
#include <type_traits>

namespace oread {

namespace {

struct Bounds {
  std::int32_t least;
  std::uint32_t most;
};

constexpr std::int32_t kDay = 24 * 60 * 60 * 1000;
constexpr std::int32_t kMany = 1'000'000;

/// In the order of `Options::fields`. Spans are in milliseconds.
constexpr Bounds kBounds[] = {
    // reconnect
    {1, kDay},     // first
    {100, 1000},   // factorPercent
    {1, kDay},     // most
    {100, kDay},   // attemptTimeout
    {0, kDay},     // healthyAfter
    {1, kDay},     // unavailableAfter
    {100, kDay},   // busyLeast
    {0, kDay},     // promptMost
    {0, kDay},     // offlineProbe
    {0, 1},        // onFatal
    {1000, kDay},  // fatalRetry
    {0, kMany},    // giveUpAfter
    // liveness
    {100, kDay},  // activityTimeout
    {100, kDay},  // activityLeast
    {100, kDay},  // pongLeast
    {100, kDay},  // pongMost
    {0, kDay},    // lateAfter
    // auth
    {100, kDay},  // timeout
    {1, 1000},    // atOnce
    {1, kDay},    // retryFirst
    {1, kDay},    // retryMost
    {0, kDay},    // retryAfterMost
    {0, 1},       // canRefresh
    // channels
    {100, kDay},  // subscribeTimeout
    {0, kDay},    // linger
    {0, kDay},    // leaveGrace
    // whispers
    {0, kDay},        // waitMost
    {0, 1000},        // perSecond
    {1, 64 * kMany},  // bytes
    {1, kMany},       // queue
    // limits
    {1024, 1024 * kMany},  // messageBytes
    {1, 64 * 1024},        // nameBytes
    {1, kMany},            // channels
    {1, 10 * kMany},       // members
    {256, 64 * kMany},     // authBytes
    {0, kMany},            // routes
    {1, kMany},            // sealed
    {0, 0xffffffff},       // seed
};

static_assert(std::size(kBounds) == kQuantities, "every quantity has bounds");
// `set_quantity` counts on it.
static_assert(std::is_trivially_copyable_v<Options> && sizeof(Options) == kQuantities * 4,
              "options are 32-bit quantities, one behind the other");

}  // namespace

bool set_quantity(Options& options, std::size_t number, double value) {
  const Bounds& bounds = kBounds[number];
  if (!(value >= bounds.least && value <= bounds.most)) return false;
  const auto bits = static_cast<std::uint32_t>(value);
  std::memcpy(reinterpret_cast<char*>(&options) + number * sizeof bits, &bits, sizeof bits);
  return true;
}

#ifndef OREAD_LEAN
namespace {

std::int64_t number_of(Span span) {
  return span.count();
}
template <class T>
std::int64_t number_of(T number) {
  return static_cast<std::int64_t>(number);
}

/// Walks over all quantities and describes the first bad one.
struct Walk {
  std::uint16_t index = 0;
  std::string prefix{};
  std::string text{};

  template <class T>
  void operator()(const char* name, const T& value) {
    if constexpr (requires { T::fields(value, *this); }) {
      prefix = std::string(name) + '.';
      T::fields(value, *this);
    } else {
      visit(name, number_of(value));
    }
  }

  void visit(const char* name, std::int64_t value) {
    if (!text.empty()) return;
    const Bounds& bounds = kBounds[index++];
    if (value >= bounds.least && value <= bounds.most) return;
    text = prefix + name + " is " + std::to_string(value) +
           "; allowed: " + std::to_string(bounds.least) + " to " + std::to_string(bounds.most);
  }
};

}  // namespace

std::optional<Error> check(const Options& options) {
  Walk walk;
  Options::fields(options, walk);
  if (walk.text.empty()) return std::nullopt;
  return Error{Errc::BadOption, walk.index, walk.text};
}
#endif

}  // namespace oread
