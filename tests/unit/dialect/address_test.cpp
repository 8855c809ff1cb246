// Parts of addresses.
#include "dialect/address.hpp"

#include <string>

#include <gtest/gtest.h>

namespace oread {
namespace {

TEST(Address, Plain_text_is_printable_ASCII_without_what_is_forbidden) {
  EXPECT_TRUE(is_plain("", "?"));
  EXPECT_TRUE(is_plain("!az~", "?"));
  for (const char* text : {"a b", "a?b", "\x7f", "\xc3\xa9", "a\n"})
    EXPECT_FALSE(is_plain(text, "?"));
  EXPECT_FALSE(is_plain(View("a\0b", 3), ""));
}

TEST(Address, The_first_part_that_is_wrong_is_named) {
  const auto problem = [](View host, std::uint16_t port, View path) {
    const char* const found = address_problem(host, port, path);
    return View(found == nullptr ? "" : found);
  };
  EXPECT_EQ(problem("h", 1, ""), "");
  EXPECT_EQ(problem("::1", 65535, "/p"), "");
  EXPECT_EQ(problem("", 0, "p"), "host is missing");
  for (const char* host : {"h/p", "h?q", "h#f", "me@h", "h\\", "h h"})
    EXPECT_EQ(problem(host, 0, "p"), "host is not a name or address alone");
  EXPECT_EQ(problem("h", 0, "p"), "port is 0");
  for (const char* path : {"p", "/?q", "/#f", "/\\", "/a b"})
    EXPECT_EQ(problem("h", 1, path), "path is not plain or has no '/' in front");
}

TEST(Address, An_IPv6_host_is_put_in_brackets_once) {
  String out;
  append_host(out, "::1");
  append_host(out, "[::1]");
  append_host(out, "host");
  EXPECT_EQ(out, "[::1][::1]host");
}

TEST(Address, Numbers_are_decimal) {
  String out;
  for (const std::uint64_t number : {std::uint64_t{0}, std::uint64_t{10}, ~std::uint64_t{0}}) {
    append_number(out, number);
    out += ' ';
  }
  EXPECT_EQ(out, "0 10 18446744073709551615 ");
}

}  // namespace
}  // namespace oread
