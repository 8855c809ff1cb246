#include "broker/url_query.hpp"

#include <gtest/gtest.h>

namespace oread::broker {
namespace {

std::string signed_form(std::string_view text) {
  const auto query = parse_query(text);
  return query ? signed_text(*query) : "unreadable";
}

TEST(UrlQuery, Parameters_are_signed_decoded_in_order_and_by_lower_case_name) {
  EXPECT_EQ(signed_form("b=2&A=1"), "a=1&b=2");
  EXPECT_EQ(signed_form("x=a%20b&y=c+d&z=%C3%B6"), "x=a b&y=c d&z=ö");
}

TEST(UrlQuery, The_signature_does_not_sign_itself) {
  EXPECT_EQ(signed_form("auth_signature=ff&a=1"), "a=1");
}

TEST(UrlQuery, Empty_values_and_odd_separators_are_kept_in_shape) {
  EXPECT_EQ(signed_form("a=&b"), "a=&b=");
  EXPECT_EQ(signed_form("&&a=1&"), "a=1");
  EXPECT_EQ(signed_form("a=1=2"), "a=1=2");
  EXPECT_EQ(signed_form(""), "");
}

TEST(UrlQuery, Arrays_are_joined_by_commas) {
  EXPECT_EQ(signed_form("info[]=a&info[]=b"), "info=a,b");
  EXPECT_EQ(signed_form("info%5B0%5D=a&info%5B1%5D=b"), "info=a,b");
}

TEST(UrlQuery, A_signed_field_that_occurs_twice_is_unreadable) {
  for (const char* text :
       {"auth_key=a&auth_key=a", "auth_signature=a&AUTH_SIGNATURE=b", "body_md5=a&body_md5=b",
        "auth_key[]=a&auth_key=b", "auth_signature[]=a", "auth_key%5B0%5D=a", "body_md5[]=a"}) {
    EXPECT_EQ(signed_form(text), "unreadable") << text;
  }
}

TEST(UrlQuery, Broken_escapes_are_unreadable) {
  for (const char* text : {"a=%", "a=%1", "a=%zz", "%=1"}) {
    EXPECT_EQ(signed_form(text), "unreadable") << text;
  }
}

TEST(UrlQuery, Encoding_and_decoding_are_inverse) {
  std::string all;
  for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
  EXPECT_EQ(percent_decoded(percent_encoded(all), true), all);
  EXPECT_EQ(percent_decoded("a+b", false), "a+b");
}

}  // namespace
}  // namespace oread::broker
