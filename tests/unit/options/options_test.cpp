// Options: the defaults are valid, and every bound is enforced.
#include "oread/options.hpp"

#include <limits>
#include <string>
#include <type_traits>
#include <vector>

#include <gtest/gtest.h>

namespace oread {
namespace {

/// Sets the n-th quantity, in the order of `Options::fields`.
struct Setter {
  int index;
  std::int64_t value;
  std::string set;  ///< Its name; empty if there are fewer.
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
  template <class T>
  void assign(T& field) {
    if constexpr (std::is_same_v<T, Span>) {
      field = Span{static_cast<std::int32_t>(value)};
    } else if constexpr (std::is_enum_v<T>) {
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

/// All quantities, in order.
struct Reader {
  std::vector<std::int64_t> quantities{};

  template <class T>
  void operator()(const char*, const T& field) {
    if constexpr (requires { T::fields(field, *this); }) {
      T::fields(field, *this);
    } else if constexpr (std::is_same_v<T, Span>) {
      quantities.push_back(field.count());
    } else {
      quantities.push_back(static_cast<std::int64_t>(field));
    }
  }
};

std::vector<std::int64_t> quantities_of(const Options& options) {
  Reader reader;
  Options::fields(options, reader);
  return reader.quantities;
}

/// Beyond every bound.
constexpr std::int64_t kTooMuch = std::numeric_limits<std::int32_t>::max();

TEST(Options, Defaults_are_good) {
  EXPECT_FALSE(check(Options{}));
}

TEST(Options, Every_quantity_but_the_seed_is_bounded_and_named) {
  int quantities = 0;
  for (int i = 0;; ++i) {
    Options options;
    Setter setter{i, kTooMuch, {}, true, {}};
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
    EXPECT_TRUE(error->text.starts_with(setter.set + " is 2147483647; allowed: ")) << error->text;
  }
  EXPECT_EQ(quantities, kQuantities);
}

TEST(Options, A_quantity_set_by_its_number_is_the_one_with_that_place) {
  for (std::size_t i = 0; i < kQuantities; ++i) {
    // 1 is valid for some; 1000 for those with a higher minimum, except for the enumerations.
    for (const std::int64_t value : {1, 1000, 10'000}) {
      Options by_number;
      Options by_name;
      Setter setter{static_cast<int>(i), value, {}, true, {}};
      Options::fields(by_name, setter);
      if (!setter.fits) continue;
      const bool good = !check(by_name);
      EXPECT_EQ(set_quantity(by_number, i, static_cast<double>(value)), good) << setter.set;
      if (!good) by_name = {};
      EXPECT_EQ(quantities_of(by_number), quantities_of(by_name)) << setter.set;
    }
    Options options;
    const bool is_seed = i + 1 == kQuantities;
    EXPECT_EQ(set_quantity(options, i, static_cast<double>(kTooMuch)), is_seed);
    EXPECT_EQ(set_quantity(options, i, -1), false);
  }
}

TEST(Options, An_option_is_set_by_its_name) {
  Options options;
  EXPECT_FALSE(set_option(options, "reconnect.attemptTimeout", 700));
  EXPECT_EQ(options.reconnect.attempt_timeout.count(), 700);
  EXPECT_FALSE(set_option(options, "reconnect.onFatal", "retry-slowly"));
  EXPECT_EQ(options.reconnect.on_fatal, OnFatal::RetrySlowly);
  EXPECT_FALSE(set_option(options, "auth.canRefresh", true));
  EXPECT_TRUE(options.auth.can_refresh);
  EXPECT_FALSE(set_option(options, "seed", 0xffffffffU));
  EXPECT_EQ(options.seed, 0xffffffffU);
}

TEST(Options, A_name_or_value_that_is_wrong_is_named_and_changes_nothing) {
  struct Row {
    std::string_view name;
    OptionValue value;
    std::uint16_t number;
    std::string_view text;
  };
  const Row rows[] = {
      {"reconnect.later", 1, 0, "no option is called reconnect.later"},
      {"attemptTimeout", 1, 0, "no option is called attemptTimeout"},
      {"", 1, 0, "no option is called "},
      {"reconnect.attemptTimeout", 0, 4, "reconnect.attemptTimeout is 0; allowed: 1 to 86400000"},
      {"seed", -1, kQuantities, "seed is -1; allowed: 0 to 4294967295"},
      {"reconnect.attemptTimeout", "100", 4, "reconnect.attemptTimeout must be a number"},
      {"reconnect.onFatal", 1, 10, "reconnect.onFatal must be stop or retry-slowly"},
      {"reconnect.onFatal", "go", 10, "reconnect.onFatal must be stop or retry-slowly"},
      {"auth.canRefresh", 1, 23, "auth.canRefresh must be true or false"},
  };
  for (const Row& row : rows) {
    Options options;
    const auto error = set_option(options, row.name, row.value);
    ASSERT_TRUE(error) << row.text;
    EXPECT_EQ(error->code, Errc::BadOption);
    EXPECT_EQ(error->status, row.number) << row.text;
    EXPECT_EQ(error->text, row.text);
    EXPECT_EQ(quantities_of(options), quantities_of(Options{}));
  }
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
  EXPECT_FALSE(is_good([](Options& o) { o.reconnect.growth_percent = 99; }))
      << "delays would shrink";
  EXPECT_FALSE(is_good([](Options& o) { o.reconnect.initial_delay = Millis{0}; })) << "a busy loop";
  EXPECT_FALSE(is_good([](Options& o) { o.whispers.max_bytes = 0; })) << "no whisper would fit";
  EXPECT_TRUE(is_good([](Options& o) { o.whispers.per_second = 0; })) << "no pacing";
  EXPECT_FALSE(is_good([](Options& o) { o.auth.max_concurrent = 0; }));
  EXPECT_TRUE(is_good([](Options& o) { o.channels.linger = Millis{0}; }));
  EXPECT_TRUE(is_good([](Options& o) { o.limits.routes = 0; }));
  EXPECT_TRUE(is_good([](Options& o) { o.seed = 0xffffffff; }));
}

}  // namespace
}  // namespace oread
