// Options: the defaults are good, and each bound is one.
#include "oread/options.hpp"

#include <limits>
#include <string>
#include <type_traits>

#include <gtest/gtest.h>

namespace oread {
namespace {

/// Sets the n-th quantity, counted as `Options::fields` walks.
struct Setter {
  int index;
  std::int64_t value;
  std::string set;  ///< Its name; empty when there are not so many.
  bool fits = true;
  std::string prefix;

  template <class T>
  void operator()(const char* name, T& field) {
    if constexpr (requires { T::fields(field, *this); }) {
      prefix = std::string(name) + '.';
      T::fields(field, *this);
    } else if (index-- == 0) {
      set = prefix + name;
      assign(field);
    }
  }
  void assign(Millis& field) { field = Millis{value}; }
  template <class T>
  void assign(T& field) {
    if constexpr (std::is_enum_v<T>) {
      fits = value >= 0 && value < 256;
      field = static_cast<T>(value);
    } else if constexpr (std::is_same_v<T, bool>) {
      fits = value == 0 || value == 1;
      field = value != 0;
    } else {
      fits = value >= 0 && value <= std::numeric_limits<T>::max();
      field = static_cast<T>(value);
    }
  }
};

TEST(Options, Defaults_are_good) {
  EXPECT_FALSE(check(Options{}));
}

TEST(Options, Every_quantity_but_the_seed_is_bounded_and_named) {
  int quantities = 0;
  for (int i = 0;; ++i) {
    Options options;
    Setter setter{i, std::int64_t{1} << 31, {}, true, {}};
    Options::fields(options, setter);
    if (setter.set.empty()) break;
    ++quantities;
    const auto error = check(options);
    if (setter.set.ends_with("seed") || !setter.fits) {
      EXPECT_FALSE(error) << setter.set;
      continue;
    }
    ASSERT_TRUE(error) << setter.set << " may be anything";
    EXPECT_EQ(error->code, Errc::BadOption);
    EXPECT_TRUE(error->text.starts_with(setter.set + " is 2147483648; allowed: ")) << error->text;
  }
  EXPECT_EQ(quantities, 38);
}

TEST(Options, Negative_spans_are_refused) {
  for (int i = 0;; ++i) {
    Options options;
    Setter setter{i, -1, {}, true, {}};
    Options::fields(options, setter);
    if (setter.set.empty()) break;
    if (setter.fits) {
      EXPECT_TRUE(check(options)) << setter.set;
    }
  }
}

TEST(Options, Bounds_that_keep_promises) {
  const auto is_good = [](auto change) {
    Options options;
    change(options);
    return !check(options);
  };
  EXPECT_FALSE(is_good([](Options& o) { o.reconnect.factor_percent = 99; }))
      << "delays would shrink";
  EXPECT_FALSE(is_good([](Options& o) { o.reconnect.first = Millis{0}; })) << "a busy loop";
  EXPECT_FALSE(is_good([](Options& o) { o.whispers.per_second = 0; }));
  EXPECT_FALSE(is_good([](Options& o) { o.auth.at_once = 0; }));
  EXPECT_TRUE(is_good([](Options& o) { o.channels.linger = Millis{0}; }));
  EXPECT_TRUE(is_good([](Options& o) { o.limits.routes = 0; }));
  EXPECT_TRUE(is_good([](Options& o) { o.seed = 0xffffffff; }));
}

}  // namespace
}  // namespace oread
