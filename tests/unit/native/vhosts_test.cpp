#include "vhosts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "loop_core.hpp"

namespace oread::native {
namespace {

using ::testing::HasSubstr;

TEST(Vhosts, ACaFileMustBeReadableAndContainACertificate) {
  const auto missing = check_ca_file("/missing/ca.pem");
  ASSERT_TRUE(missing);
  EXPECT_EQ(missing->code, Errc::BadOption);
  EXPECT_THAT(missing->text, HasSubstr("No such file"));
  const auto other = check_ca_file(OREAD_SOURCE_DIR "/LICENSE");
  ASSERT_TRUE(other);
  EXPECT_THAT(other->text, HasSubstr("contains no PEM certificate"));
}

TEST(Vhosts, EqualSettingsShareAVhostThatIsNotThePlainOne) {
  LoopCore loop;
  const Result<lws_vhost*> one = loop.vhosts().with({});
  const Result<lws_vhost*> two = loop.vhosts().with({});
  ASSERT_TRUE(one.ok()) << one.error().text;
  ASSERT_TRUE(two.ok());
  EXPECT_EQ(one.value(), two.value());
  EXPECT_NE(one.value(), loop.plain_vhost());
}

TEST(Vhosts, ABadCaFileIsAnErrorEachTime) {
  LoopCore loop;
  for (int i = 0; i < 2; ++i) EXPECT_FALSE(loop.vhosts().with({"/missing/ca.pem"}).ok());
}

}  // namespace
}  // namespace oread::native
