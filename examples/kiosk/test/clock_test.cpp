// Times and durations in words.
#include "clock.hpp"

#include <gtest/gtest.h>

#include "zone.hpp"

namespace kiosk {
namespace {

TEST(Clock, TellsTheDayOnlyIfItIsNotToday) {
  ASSERT_TRUE(kInUtc);
  EXPECT_EQ(clock_time(kNoon), "12:04:31");
  EXPECT_EQ(moment(kNoon, kNoon + 3600), "12:04");
  EXPECT_EQ(moment(kNoon, kNoon + 86400), "14 Nov 12:04");
  EXPECT_EQ(moment(kNoon - 10L * 86400, kNoon), "4 Nov 12:04");
  EXPECT_EQ(moment(kNoon - 365L * 86400, kNoon), "14 Nov 12:04");
}

TEST(Clock, DurationsHaveTwoUnitsAtMost) {
  EXPECT_EQ(duration(-5), "0 s");
  EXPECT_EQ(duration(59), "59 s");
  EXPECT_EQ(duration(60), "1 min");
  EXPECT_EQ(duration(3599), "59 min");
  EXPECT_EQ(duration(3600), "1 h");
  EXPECT_EQ(duration(7500), "2 h 5 min");
  EXPECT_EQ(duration(86400), "1 day");
  EXPECT_EQ(duration(4 * 86400 + 5), "4 days");
}

TEST(Clock, ReadsTheTimesOfServers) {
  EXPECT_EQ(parse_time("2026-11-14T12:04:31.000000Z"), kNoon);
  EXPECT_EQ(parse_time("2026-11-14T12:04:31Z"), kNoon);
  EXPECT_EQ(parse_time("2026-11-14T12:04:31+00:00"), kNoon);
  for (const char* wrong : {"", "tomorrow", "2026-11-14", "2026-11-14T12:04:31",
                            "2026-11-14T12:04:31+02:00", "2026-13-14T12:04:31Z"}) {
    EXPECT_EQ(parse_time(wrong), std::nullopt) << wrong;
  }
}

}  // namespace
}  // namespace kiosk
