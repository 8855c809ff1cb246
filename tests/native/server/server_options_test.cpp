#include "server/server_options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oread::server {
namespace {

using ::testing::HasSubstr;

ServerOptions good() {
  broker::App app;
  app.id = "1";
  app.key = "key";
  app.secret = "secret";
  ServerOptions options;
  options.broker.apps = {app};
  return options;
}

std::string wrong(const ServerOptions& options) {
  return check(options).value_or("nothing");
}

TEST(ServerOptions, What_the_broker_refuses_is_refused) {
  EXPECT_EQ(wrong(good()), "nothing");
  ServerOptions options = good();
  options.broker.apps.clear();
  EXPECT_NE(wrong(options), "nothing");
}

TEST(ServerOptions, TLS_needs_both_files_and_both_are_read) {
  ServerOptions options = good();
  options.cert_file = "/missing.pem";
  EXPECT_EQ(wrong(options), "TLS needs both --cert and --key-file");
  std::swap(options.cert_file, options.key_file);
  EXPECT_EQ(wrong(options), "TLS needs both --cert and --key-file");
  options.cert_file = "/missing.pem";
  EXPECT_THAT(wrong(options), HasSubstr("cannot read \"/missing.pem\""));
}

TEST(ServerOptions, A_webhook_needs_a_URL) {
  ServerOptions options = good();
  options.broker.apps.front().webhooks.emplace_back().url = "nowhere";
  EXPECT_THAT(wrong(options), HasSubstr("webhook"));
}

TEST(ServerOptions, A_master_key_has_32_bytes) {
  ServerOptions options = good();
  options.master_key = "c2hvcnQ=";
  EXPECT_THAT(wrong(options), HasSubstr("--master-key must be 32 bytes"));
  options.master_key = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=";
  EXPECT_EQ(wrong(options), "nothing");
}

TEST(ServerOptions, A_folder_to_serve_must_exist) {
  ServerOptions options = good();
  options.mounts.push_back({"/", "/missing-folder"});
  EXPECT_THAT(wrong(options), HasSubstr("there is no folder \"/missing-folder\""));
}

}  // namespace
}  // namespace oread::server
