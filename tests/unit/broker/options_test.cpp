#include "oread/broker/options.hpp"

#include <gtest/gtest.h>

#include "support/broker_script.hpp"

namespace oread::broker {
namespace {

std::string problem_of(const Options& options) {
  const auto problem = check(options);
  if (!problem) return "none";
  EXPECT_EQ(problem->code, Errc::BadOption);
  return problem->text;
}

TEST(BrokerOptions, The_defaults_with_one_app_are_valid) {
  EXPECT_EQ(problem_of(test::one_app()), "none");
}

TEST(BrokerOptions, An_app_needs_id_key_and_secret_of_its_own) {
  EXPECT_NE(problem_of({}).find("apps is empty"), std::string::npos);
  auto options = test::one_app();
  options.apps[0].secret.clear();
  EXPECT_NE(problem_of(options).find("secret"), std::string::npos);
  options = test::one_app();
  options.apps[0].key = "a/b";
  EXPECT_NE(problem_of(options).find("key"), std::string::npos);
  options = test::one_app();
  options.apps[0].id = "";
  EXPECT_NE(problem_of(options).find("apps.id"), std::string::npos);
  options = test::two_apps();
  options.apps[1].key = options.apps[0].key;
  EXPECT_NE(problem_of(options).find("Two apps"), std::string::npos);
  options = test::two_apps();
  options.apps[1].id = options.apps[0].id;
  EXPECT_NE(problem_of(options).find("Two apps"), std::string::npos);
}

TEST(BrokerOptions, A_secret_is_never_in_the_text) {
  auto options = test::one_app();
  options.apps[0].secret = "s3cr3t";
  options.apps[0].key = "";
  EXPECT_EQ(problem_of(options).find("s3cr3t"), std::string::npos);
}

TEST(BrokerOptions, The_text_names_option_value_and_range) {
  auto options = test::one_app();
  options.limits.message_bytes = 3;
  EXPECT_EQ(problem_of(options),
            "limits.message_bytes is 3; it must be between 1024 and 1073741824");
  options = test::one_app();
  options.liveness.pong_within = Millis(0);
  EXPECT_EQ(problem_of(options),
            "liveness.pong_within is 0 ms; it must be between 1000 and 86400000 ms");
}

TEST(BrokerOptions, Origins_and_webhooks_must_make_sense) {
  auto options = test::one_app();
  options.apps[0].origins = {"https://a.b/c"};
  EXPECT_NE(problem_of(options).find("origins"), std::string::npos);
  options = test::one_app();
  options.apps[0].webhooks = {Webhook{"ftp://x", {}, {}, 1}};
  EXPECT_NE(problem_of(options).find("webhooks.url"), std::string::npos);
  options.apps[0].webhooks = {Webhook{"http://x", {}, {}, 0}};
  EXPECT_NE(problem_of(options).find("max_batch"), std::string::npos);
}

}  // namespace
}  // namespace oread::broker
