#include "server/http_message.hpp"

#include <gtest/gtest.h>

namespace oread::server {
namespace {

TEST(HttpMessage, Every_byte_survives_encoding_and_decoding) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  EXPECT_EQ(percent_decoded(percent_encoded(all)), all);
}

TEST(HttpMessage, The_characters_of_channel_names_are_not_encoded) {
  EXPECT_EQ(percent_encoded("/apps/1/channels/a-Z_0=@,.;"), "/apps/1/channels/a-Z_0=@,.;");
  EXPECT_EQ(percent_encoded("a;b&c", "&;"), "a%3Bb%26c");
}

TEST(HttpMessage, Invalid_escapes_are_kept) {
  EXPECT_EQ(percent_decoded("%zz%1%"), "%zz%1%");
}

TEST(HttpMessage, A_cookie_is_found_by_its_whole_name) {
  EXPECT_EQ(cookie_value("superuser=x; user=L%C3%B6w;a=b", "user"), "Löw");
  EXPECT_EQ(cookie_value("superuser=x", "user"), "");
  EXPECT_EQ(cookie_value("", "user"), "");
}

}  // namespace
}  // namespace oread::server
