// Which cause `oread doctor` names for what it received. The scripts doctor*.test.mjs check the
// same against real servers, which cannot produce every case.
#include "command/doctor_advice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/x509_vfy.h>

#include <cerrno>
#include <set>

namespace oread::command {
namespace {

using ::testing::HasSubstr;
using Why = Stream::Distrust::Why;

/// Answers every probe the same, and counts them.
struct Probed {
  bool answer = false;
  int tls = 0;
  int http = 0;
  int socket_io = 0;
  int reverb = 0;

  Probes probes() {
    return {[this] { return ++tls, answer; }, [this] { return ++http, answer; },
            [this] { return ++socket_io, answer; }, [this] { return ++reverb, answer; }};
  }
};

UpgradeAnswer answered(int status, const std::string& body = {}) {
  UpgradeAnswer answer;
  answer.status = status;
  answer.head = "HTTP/1.1 " + std::to_string(status) + " X\r\nLocation: https://other.example\r\n";
  answer.body = body;
  answer.whole = true;
  return answer;
}

std::string wrong(const UpgradeAnswer& answer, bool tls = false) {
  Probed none;
  return about_upgrade(answer, "/app/key", tls, none.probes()).wrong;
}

TEST(DoctorAdvice, Only_the_hosts_of_Pushers_HTTP_API_are_known_to_be_wrong) {
  EXPECT_TRUE(about_host("api-eu.pusher.com"));
  EXPECT_TRUE(about_host("sockjs-eu.pusher.com"));
  EXPECT_FALSE(about_host("ws-eu.pusher.com"));
  EXPECT_FALSE(about_host("api-eu.pusher.com.example"));
  EXPECT_FALSE(about_host("api.example"));
}

TEST(DoctorAdvice, A_refused_port_a_silent_one_and_no_route_are_three_causes) {
  EXPECT_EQ(about_tcp(ECONNREFUSED, "a:1").wrong, "nothing listens on a:1");
  EXPECT_EQ(about_tcp(ETIMEDOUT, "a:1").wrong, "a:1 does not respond");
  EXPECT_THAT(about_tcp(ENETUNREACH, "a:1").wrong, HasSubstr("a:1 cannot be reached: "));
}

TEST(DoctorAdvice, Each_fault_of_a_certificate_has_its_own_cause_and_other_faults_are_quoted) {
  Probed none;
  std::set<std::string> causes;
  for (const long verdict : {X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_CERT_NOT_YET_VALID,
                             X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
                             X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_CERT_REVOKED}) {
    const Advice advice = about_tls({Why::Certificate, verdict, "revoked"}, none.probes());
    EXPECT_TRUE(causes.insert(advice.wrong).second) << advice.wrong;
    EXPECT_NE(advice.change, "");
  }
  EXPECT_EQ(causes.count("the server's certificate is not valid: revoked"), 1U);
}

TEST(DoctorAdvice, A_handshake_without_an_answer_is_a_plain_port_only_if_that_speaks_HTTP) {
  const std::string plain = "this port does not use TLS";
  for (const Why why : {Why::Silent, Why::Ended}) {
    Probed probed;
    EXPECT_NE(about_tls({why, 0, {}}, probed.probes()).wrong, plain);
    probed.answer = true;
    EXPECT_EQ(about_tls({why, 0, {}}, probed.probes()).wrong, plain);
    EXPECT_EQ(probed.http, 2);
  }
  Probed probed;
  EXPECT_EQ(about_tls({Why::NotTls, 0, {}}, probed.probes()).wrong, plain);
  EXPECT_THAT(about_tls({Why::Refused, 0, "bad cipher"}, probed.probes()).wrong,
              HasSubstr("bad cipher"));
  EXPECT_THAT(about_tls({Why::CaFile, 0, "ca.pem"}, probed.probes()).wrong, HasSubstr("ca.pem"));
  EXPECT_EQ(probed.http, 0);
}

TEST(DoctorAdvice, A_TLS_port_is_recognized_by_its_alert_its_page_or_a_probe) {
  const std::string needs_tls = "this port requires TLS";
  UpgradeAnswer alert;
  alert.head = "\x15\x03\x01";
  EXPECT_EQ(wrong(alert), needs_tls);
  const UpgradeAnswer page = answered(400, "The plain HTTP request was sent to HTTPS port");
  EXPECT_EQ(wrong(page), needs_tls);
  EXPECT_THAT(wrong(page, true), HasSubstr("a proxy accepts the connection"));

  Probed probed;
  probed.answer = true;
  EXPECT_EQ(about_upgrade(answered(400), "/", false, probed.probes()).wrong, needs_tls);
  UpgradeAnswer ssh;
  ssh.head = "SSH-2.0-x";
  probed.tls = 0;
  about_upgrade(ssh, "/", false, probed.probes());
  EXPECT_EQ(probed.tls, 0);
}

TEST(DoctorAdvice, Socket_IO_is_probed_only_where_it_could_have_answered_so) {
  for (const int status : {0, 200, 400, 404}) {
    Probed probed;
    about_upgrade(answered(status), "/", true, probed.probes());
    EXPECT_EQ(probed.socket_io, 1) << status;
  }
  for (const int status : {101, 301, 403, 426, 500, 502}) {
    Probed probed;
    about_upgrade(answered(status), "/", true, probed.probes());
    EXPECT_EQ(probed.socket_io, 0) << status;
  }
}

TEST(DoctorAdvice, Without_a_status_the_bytes_tell_the_cause) {
  UpgradeAnswer answer;
  EXPECT_THAT(wrong(answer), HasSubstr("sent nothing"));
  answer.head = "HTTP/1.1 200";
  EXPECT_THAT(wrong(answer), HasSubstr("did not finish"));
  answer.head = "220 smtp.example";
  EXPECT_THAT(wrong(answer), HasSubstr("does not speak HTTP/1.1"));
}

TEST(DoctorAdvice, Each_status_has_its_cause) {
  EXPECT_THAT(wrong(answered(101)), HasSubstr("other than a WebSocket server"));
  EXPECT_THAT(wrong(answered(200)), HasSubstr("returns a page"));
  EXPECT_THAT(wrong(answered(308)), HasSubstr("redirects to https://other.example"));
  EXPECT_THAT(wrong(answered(403)), HasSubstr("rejects the upgrade (403)"));
  EXPECT_THAT(wrong(answered(404)), HasSubstr("no WebSocket server at /app/key"));
  EXPECT_THAT(wrong(answered(426)), HasSubstr("did not receive an upgrade request (426)"));
  EXPECT_THAT(wrong(answered(503)), HasSubstr("cannot reach the real-time server (503)"));
  EXPECT_THAT(wrong(answered(418)), HasSubstr("returns 418 instead"));
}

TEST(DoctorAdvice, A_500_is_Reverbs_if_its_body_or_a_probe_says_so) {
  EXPECT_THAT(wrong(answered(500)), HasSubstr("the server returns 500"));
  EXPECT_THAT(wrong(answered(500, "Internal server error.")), HasSubstr("Reverb returns 500"));
  Probed probed;
  probed.answer = true;
  EXPECT_THAT(about_upgrade(answered(500), "/", false, probed.probes()).wrong,
              HasSubstr("Reverb returns 500"));
}

TEST(DoctorAdvice, A_known_close_code_is_explained_and_an_unknown_one_is_quoted) {
  const Advice known = about_code(4001, "No such app");
  EXPECT_THAT(known.wrong, HasSubstr(" (4001: No such app)"));
  EXPECT_THAT(known.change, HasSubstr("--key"));
  EXPECT_EQ(about_code(4998, "").wrong, "the server rejects the connection (4998)");
  EXPECT_EQ(about_code(0, "").wrong, "the server rejects the connection");
}

TEST(DoctorAdvice, What_arrives_instead_of_a_greeting_tells_the_cause) {
  using Kind = Message::Kind;
  EXPECT_EQ(about_greeting({Kind::Close, "no app", 4001}).wrong, about_code(4001, "no app").wrong);
  EXPECT_THAT(about_greeting({Kind::Close, "away", 1001}).wrong, HasSubstr("with 1001: away"));
  EXPECT_THAT(about_greeting({Kind::Close, {}, 0}).wrong, HasSubstr("without a reason"));
  EXPECT_THAT(about_greeting({Kind::End, {}, 0}).change, HasSubstr("--key"));
  EXPECT_THAT(about_greeting({Kind::Silence, {}, 0}).wrong, HasSubstr("sends nothing"));
  EXPECT_THAT(about_greeting({Kind::Incomplete, {}, 0}).wrong, HasSubstr("no complete message"));
  EXPECT_THAT(about_greeting({Kind::Text, R"(0{"sid":"x"})", 0}).wrong, HasSubstr("Socket.IO"));
  EXPECT_EQ(about_greeting({Kind::Text, std::string(100, 'x'), 0}).wrong,
            "the server does not send a Pusher greeting: " + std::string(60, 'x'));
}

}  // namespace
}  // namespace oread::command
