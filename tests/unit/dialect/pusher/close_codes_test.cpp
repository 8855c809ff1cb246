#include "dialect/pusher/close_codes.hpp"

#include <gtest/gtest.h>

namespace oread::pusher {
namespace {

TEST(CloseCodes, Say_whether_to_come_back) {
  struct Row {
    std::uint16_t code;
    AfterClose then;
  };
  constexpr Row kRows[] = {
      {0, AfterClose::BackOff},        {1000, AfterClose::BackOff},     {1001, AfterClose::BackOff},
      {1006, AfterClose::BackOff},     {1009, AfterClose::BackOff},     {3999, AfterClose::BackOff},
      {4000, AfterClose::Stop},        {4001, AfterClose::Stop},        {4003, AfterClose::Stop},
      {4004, AfterClose::Stop},        {4009, AfterClose::Stop},        {4099, AfterClose::Stop},
      {4100, AfterClose::BackOffLong}, {4199, AfterClose::BackOffLong}, {4200, AfterClose::Prompt},
      {4201, AfterClose::Prompt},      {4299, AfterClose::Prompt},      {4300, AfterClose::Stop},
      {4999, AfterClose::Stop},
  };
  for (const Row& row : kRows) EXPECT_EQ(after_close(row.code), row.then) << row.code;
}

}  // namespace
}  // namespace oread::pusher
