// What follows the end of a link.
#include "dialect/socketio/close_codes.hpp"

#include <gtest/gtest.h>

namespace oread::socketio {
namespace {

TEST(SocketIoCloseCodes, Only_a_refusal_is_final) {
  EXPECT_EQ(after_close(kForbidden), AfterClose::Stop);
  for (const std::uint16_t code : {0, 400, 404, 500, 1000, 1005, 1006, 4001})
    EXPECT_EQ(after_close(code), AfterClose::BackOff) << code;
}

}  // namespace
}  // namespace oread::socketio
