#include <gtest/gtest.h>

#include "support/broker_script.hpp"

namespace oread::test {
namespace {

using broker::ApiRequest;

const std::string kBody = R"({"name":"e","data":"1","channel":"news"})";

/// A backend, and a subscriber that would notice if a refused request published anyway.
struct Backend {
  explicit Backend(const broker::Options& options = two_apps()) : script(options) {
    ann = script.connect();
    script.join(ann, "news");
    request.path = "/apps/1/events";
    request.body = kBody;
    request.unix_seconds = script.now().unix_ms / 1000;
  }
  std::string sign() const { return sign_request(digests, app, request); }
  /// The status of the request with this query; subscribers may only be reached with a 200.
  int send(const std::string& query) {
    const auto answer = script.raw(request.method, request.path, query, request.body);
    EXPECT_EQ(script.take(ann).size(), answer.status == 200 ? 1U : 0U);
    EXPECT_EQ(answer.body.find("secret2"), std::string::npos);
    EXPECT_EQ(answer.body.find(std::to_string(request.unix_seconds)), std::string::npos);
    return answer.status;
  }
  int send() { return send(sign()); }

  native::OpenSslDigests digests;
  broker::Credentials app{"key", "secret"};
  BrokerScript script;
  ConnectionId ann;
  ApiRequest request;
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(RequestAuth, A_correct_request_is_carried_out) {
  Backend backend;
  EXPECT_EQ(backend.send(), 200);
}

TEST(RequestAuth, A_wrong_missing_or_repeated_signature_is_refused) {
  Backend backend;
  const std::string right = backend.sign();
  const std::size_t at = right.find("auth_signature=") + 15;
  const std::string signature = right.substr(at, 64);
  EXPECT_EQ(backend.send(replaced(right, signature, std::string(64, '0'))), 401);
  EXPECT_EQ(backend.send(replaced(right, signature, "")), 401);
  EXPECT_EQ(backend.send(replaced(right, signature, signature + "0")), 401);
  EXPECT_EQ(backend.send(replaced(right, "&auth_signature=" + signature, "")), 401);
  EXPECT_EQ(backend.send(replaced(right, "auth_signature=", "auth_sig=")), 401);
  EXPECT_EQ(backend.send(right + "&auth_signature=" + signature), 401);
  EXPECT_EQ(backend.send(replaced(right, "auth_signature=", "auth_signature[]=")), 401);
  EXPECT_EQ(backend.send(""), 401);
  backend.app.secret = "other";
  EXPECT_EQ(backend.send(), 401);
}

TEST(RequestAuth, The_timestamp_must_be_within_600_seconds) {
  for (const auto& [offset, status] : {std::pair{-601, 401}, {-600, 200}, {600, 200}, {601, 401}}) {
    Backend backend;
    backend.request.unix_seconds += offset;
    EXPECT_EQ(backend.send(), status) << offset;
  }
}

TEST(RequestAuth, The_timestamp_must_be_a_number) {
  for (const std::string stamp : {"", "now", "1700000000.0", "-1700000000", "+1700000000",
                                  "1700000000 ", "99999999999999999999", "1e9"}) {
    Backend backend;
    broker::ApiRequest request;
    // Signed like any other parameter, so that only the timestamp is wrong.
    const std::string text = "auth_key=key&auth_timestamp=" + stamp +
                             "&auth_version=1.0&body_md5=" + std::string(32, '0');
    EXPECT_EQ(
        backend.send(text + "&auth_signature=" +
                     broker::signature(backend.digests, "secret", "POST\n/apps/1/events\n" + text)),
        401)
        << stamp;
  }
}

TEST(RequestAuth, A_request_cannot_be_replayed_after_eleven_minutes) {
  Backend backend;
  const std::string query = backend.sign();
  backend.script.is_served(backend.ann);
  backend.script.wait(std::chrono::seconds(100));
  EXPECT_EQ(backend.send(query), 200);
  for (int i = 0; i < 6; ++i) {
    backend.script.wait(std::chrono::seconds(100));
    backend.script.is_served(backend.ann);
  }
  EXPECT_EQ(backend.send(query), 401);
}

TEST(RequestAuth, With_the_replay_cache_a_request_is_accepted_once) {
  auto options = two_apps();
  options.refuse_replays = true;
  options.limits.replay_entries = 2;
  Backend backend(options);
  const std::string query = backend.sign();
  EXPECT_EQ(backend.send(query), 200);
  EXPECT_EQ(backend.send(query), 401);
  ++backend.request.unix_seconds;
  EXPECT_EQ(backend.send(), 200);
  ++backend.request.unix_seconds;
  EXPECT_EQ(backend.send(), 503) << "a full table refuses rather than forgets";
}

TEST(RequestAuth, The_credentials_of_one_app_do_not_open_another) {
  Backend backend;
  backend.request.path = "/apps/2/events";
  EXPECT_EQ(backend.send(), 401);
  backend.request.path = "/apps/1/events";
  backend.app = {"key2", "secret2"};
  EXPECT_EQ(backend.send(), 401);
  backend.app = {"key2", "secret"};
  EXPECT_EQ(backend.send(), 401);
  backend.app = {"key", "secret2"};
  EXPECT_EQ(backend.send(), 401);
}

TEST(RequestAuth, The_body_must_be_the_one_that_was_signed) {
  Backend backend;
  const std::string right = backend.sign();
  const std::string md5 = right.substr(right.find("body_md5=") + 9, 32);
  backend.request.body = replaced(kBody, "\"1\"", "\"2\"");
  EXPECT_EQ(backend.send(right), 401);
  backend.request.body = kBody;
  EXPECT_EQ(backend.send(replaced(right, "&body_md5=" + md5, "")), 401);
  EXPECT_EQ(backend.send(replaced(right, md5, std::string(32, '0'))), 401);
}

TEST(RequestAuth, The_version_must_be_1_0) {
  Backend backend;
  EXPECT_EQ(backend.send(replaced(backend.sign(), "auth_version=1.0", "auth_version=2.0")), 401);
  EXPECT_EQ(backend.send(replaced(backend.sign(), "&auth_version=1.0", "")), 401);
}

TEST(RequestAuth, Every_parameter_is_signed) {
  Backend backend;
  EXPECT_EQ(backend.send(backend.sign() + "&extra=1"), 401);
  backend.request.query = {{"extra", "a b;c"}};
  EXPECT_EQ(backend.send(), 200);
}

TEST(RequestAuth, Method_and_path_are_signed_as_they_came) {
  Backend backend;
  const std::string right = backend.sign();
  backend.request.path = "/apps/1/batch_events";
  EXPECT_EQ(backend.send(right), 401);
  for (const char* path : {"/apps/1/events/", "//apps/1/events", "/apps/1/../1/events", "/apps/1",
                           "/apps", "/", "", "/apps/1/%65vents", "/apps//events", "/x/1/events"}) {
    backend.request.path = path;
    const int status = backend.send(right);
    EXPECT_TRUE(status == 404 || status == 401) << path;
  }
}

TEST(RequestAuth, Other_methods_and_unknown_apps_publish_nothing) {
  Backend backend;
  for (const char* method : {"GET", "HEAD", "PUT", "OPTIONS", "post", "DELETE", ""}) {
    backend.request.method = method;
    EXPECT_EQ(backend.send(), 405) << method;
  }
  backend.request.method = "POST";
  backend.request.path = "/apps/9/events";
  EXPECT_EQ(backend.send(), 404);
}

TEST(RequestAuth, A_disabled_app_is_reported_only_to_the_app_itself) {
  auto options = two_apps();
  options.apps[1].enabled = false;
  BrokerScript script(options);
  ApiRequest request;
  request.path = "/apps/2/events";
  request.body = kBody;
  EXPECT_EQ(script.request(request, {"key2", "secret2"}).status, 403);
  EXPECT_EQ(script.request(request, {"key2", "secret"}).status, 401);
}

}  // namespace
}  // namespace oread::test
