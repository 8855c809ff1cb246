// What options may be. Bounds keep arithmetic from overflowing and a typing error from becoming a
// flood.
#include "oread/options.hpp"

#include <array>
#include <cstring>
#include <iterator>
#include <string_view>
#include <type_traits>

#ifndef OREAD_LEAN
#include <string>

#include "oread/enum_names.hpp"
#endif

namespace oread {

namespace {

struct Bounds {
  std::int32_t min;
  std::uint32_t max;
};
struct NamedBounds {
  std::string_view name;
  Bounds bounds;
};

constexpr std::int32_t kDay = 24 * 60 * 60 * 1000;
constexpr std::int32_t kMany = 1'000'000;

/// In the order of `Options::fields`, which is checked below. Spans are in milliseconds.
constexpr NamedBounds kNamedBounds[] = {
    {"reconnect.initialDelay", {1, kDay}},
    {"reconnect.growthPercent", {100, 1000}},
    {"reconnect.maxDelay", {1, kDay}},
    {"reconnect.attemptTimeout", {1, kDay}},
    {"reconnect.healthyAfter", {0, kDay}},
    {"reconnect.unavailableAfter", {1, kDay}},
    {"reconnect.busyMin", {100, kDay}},
    {"reconnect.promptMax", {0, kDay}},
    {"reconnect.offlineProbe", {0, kDay}},
    {"reconnect.onFatal", {0, 1}},
    {"reconnect.fatalRetry", {1000, kDay}},
    {"reconnect.giveUpAfter", {0, kMany}},
    {"liveness.activityTimeout", {100, kDay}},
    {"liveness.activityMin", {100, kDay}},
    {"liveness.pongMin", {100, kDay}},
    {"liveness.pongMax", {100, kDay}},
    {"liveness.lateAfter", {0, kDay}},
    {"auth.timeout", {100, kDay}},
    {"auth.maxConcurrent", {1, 1000}},
    {"auth.retryInitialDelay", {1, kDay}},
    {"auth.retryMaxDelay", {1, kDay}},
    {"auth.retryAfterMax", {0, kDay}},
    {"auth.canRefresh", {0, 1}},
    {"channels.subscribeTimeout", {100, kDay}},
    {"channels.linger", {0, kDay}},
    {"channels.leaveGrace", {0, kDay}},
    {"whispers.maxWait", {0, kDay}},
    {"whispers.perSecond", {0, 1000}},
    {"whispers.maxBytes", {1, 64 * kMany}},
    {"whispers.maxQueue", {1, kMany}},
    {"limits.messageBytes", {1024, 1024 * kMany}},
    {"limits.nameBytes", {1, 64 * 1024}},
    {"limits.channels", {1, kMany}},
    {"limits.members", {1, 10 * kMany}},
    {"limits.authBytes", {256, 64 * kMany}},
    {"limits.routes", {0, kMany}},
    {"limits.sealed", {1, kMany}},
    {"seed", {0, 0xffffffff}},
};

/// Takes the bounds out of the table, so that the names are not part of the program.
constexpr auto kBounds = [] {
  std::array<Bounds, std::size(kNamedBounds)> bounds{};
  for (std::size_t i = 0; i < bounds.size(); ++i) bounds[i] = kNamedBounds[i].bounds;
  return bounds;
}();

/// Whether `path` is "group.name", or "name" without a group.
constexpr bool is_path(std::string_view path, std::string_view group, std::string_view name) {
  if (group.empty()) return path == name;
  return path.size() == group.size() + 1 + name.size() && path.starts_with(group) &&
         path[group.size()] == '.' && path.ends_with(name);
}

/// Compares the names of the table with those of the fields, in order.
struct SameNames {
  std::string_view group{};
  std::size_t row = 0;
  bool same = true;

  template <class T>
  constexpr void operator()(std::string_view name, T& value) {
    if constexpr (requires { T::fields(value, *this); }) {
      group = name;
      T::fields(value, *this);
      group = {};
    } else {
      same = same && row < std::size(kNamedBounds) && is_path(kNamedBounds[row].name, group, name);
      ++row;
    }
  }
};

constexpr bool kEachHasItsBounds = [] {
  Options options;
  SameNames names;
  Options::fields(options, names);
  return names.same && names.row == std::size(kNamedBounds);
}();
static_assert(kEachHasItsBounds, "kNamedBounds has a row for each field, in the same order");
static_assert(std::size(kBounds) == kQuantities);
// `set_quantity` counts on it.
static_assert(std::is_trivially_copyable_v<Options> && sizeof(Options) == kQuantities * 4,
              "options are 32-bit quantities, one behind the other");

}  // namespace

bool set_quantity(Options& options, std::size_t number, double value) {
  const Bounds& bounds = kBounds[number];
  if (!(value >= bounds.min && value <= bounds.max)) return false;
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

std::string out_of_range(std::string_view name, std::int64_t value, const Bounds& bounds) {
  return std::string(name) + " is " + std::to_string(value) +
         "; allowed: " + std::to_string(bounds.min) + " to " + std::to_string(bounds.max);
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
      prefix.clear();
    } else {
      visit(name, number_of(value));
    }
  }

  void visit(const char* name, std::int64_t value) {
    if (!text.empty()) return;
    const Bounds& bounds = kBounds[index++];
    if (value >= bounds.min && value <= bounds.max) return;
    text = out_of_range(prefix + name, value, bounds);
  }
};

/// Looks for an option by its name, and converts a value for it to a quantity.
struct Find {
  std::string_view path;
  const OptionValue& given;
  std::string_view group{};
  std::uint16_t number = 0;  ///< Of the option, from 1.
  bool found = false;
  std::optional<std::int64_t> quantity{};
  std::string wanted{};  ///< The values that it takes, if `given` is not one of its type.

  template <class T>
  void operator()(std::string_view name, T& value) {
    if (found) return;
    if constexpr (requires { T::fields(value, *this); }) {
      group = name;
      T::fields(value, *this);
      group = {};
    } else {
      ++number;
      found = is_path(path, group, name);
      if (found) convert<T>();
    }
  }

  template <class T>
  void convert() {
    if constexpr (std::is_same_v<T, bool>) {
      if (const auto* flag = std::get_if<bool>(&given)) quantity = *flag ? 1 : 0;
      wanted = "true or false";
    } else if constexpr (std::is_enum_v<T>) {
      const auto* name = std::get_if<std::string_view>(&given);
      T value{};
      if (name != nullptr && enum_value(*name, value)) quantity = number_of(value);
      for (std::size_t i = 0; i < enum_count<T>(); ++i) {
        if (!wanted.empty()) wanted += " or ";
        wanted += enum_name(static_cast<T>(i));
      }
    } else {
      if (const auto* count = std::get_if<std::int64_t>(&given)) quantity = *count;
      wanted = "a number";
    }
  }
};

}  // namespace

std::optional<Error> set_option(Options& options, std::string_view name, const OptionValue& value) {
  Find find{name, value};
  Options::fields(options, find);
  if (!find.found) return Error{Errc::BadOption, 0, "no option is called " + std::string(name)};
  if (!find.quantity)
    return Error{Errc::BadOption, find.number, std::string(name) + " must be " + find.wanted};
  const std::size_t index = find.number - 1U;
  if (set_quantity(options, index, static_cast<double>(*find.quantity))) return std::nullopt;
  return Error{Errc::BadOption, find.number, out_of_range(name, *find.quantity, kBounds[index])};
}

std::optional<Error> check(const Options& options) {
  Walk walk;
  Options::fields(options, walk);
  if (walk.text.empty()) return std::nullopt;
  return Error{Errc::BadOption, walk.index, walk.text};
}
#endif

}  // namespace oread
