// Only names that need no name server; tests/native/client resolves on the way to its servers.
#include "lookup.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "oread/native/loop.hpp"

namespace oread::native {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Addresses = Result<std::vector<std::string>>;

/// Runs the loop until the lookup is done.
Addresses resolved(const std::string& host) {
  Loop loop;
  std::optional<Addresses> result;
  const Lookup lookup(loop.core(), host, [&](Addresses addresses) {
    EXPECT_FALSE(result) << "done twice";
    result = std::move(addresses);
    loop.stop();
  });
  EXPECT_FALSE(result) << "done within the constructor";
  loop.run();
  return result.value_or(Error{Errc::Timeout, 0, "never done"});
}

TEST(Lookup, AnAddressIsItsOwnResult) {
  for (const char* address : {"192.0.2.7", "2001:db8::7", "::1"}) {
    const Addresses addresses = resolved(address);
    ASSERT_TRUE(addresses.ok()) << addresses.error().text;
    EXPECT_THAT(addresses.value(), ElementsAre(address));
  }
}

TEST(Lookup, LocalhostIsALoopbackAddress) {
  const Addresses addresses = resolved("localhost");
  ASSERT_TRUE(addresses.ok()) << addresses.error().text;
  for (const std::string& address : addresses.value()) {
    EXPECT_TRUE(address == "::1" || address.starts_with("127.")) << address;
  }
}

TEST(Lookup, AnImpossibleNameIsAnErrorThatNamesIt) {
  // RFC 7686: not looked up. The other has a label of 64 characters.
  for (const std::string& host : {std::string("x.onion"), std::string(64, 'x') + ".invalid"}) {
    const Addresses addresses = resolved(host);
    ASSERT_FALSE(addresses.ok()) << host;
    EXPECT_EQ(addresses.error().code, Errc::LinkFailed);
    EXPECT_THAT(addresses.error().text, HasSubstr("cannot resolve \"" + host + "\": "));
  }
}

TEST(Lookup, ADestroyedLookupReportsNothing) {
  Loop loop;
  bool reported = false;
  std::optional<Lookup> destroyed;
  destroyed.emplace(loop.core(), "192.0.2.7", [&](const Addresses&) { reported = true; });
  destroyed.reset();
  const Lookup next(loop.core(), "192.0.2.8", [&](const Addresses&) { loop.stop(); });
  loop.run();
  EXPECT_FALSE(reported);
}

}  // namespace
}  // namespace oread::native
