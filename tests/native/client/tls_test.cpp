// Which certificates a TLS connection trusts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "link.hpp"
#include "native/support/certificates.hpp"
#include "native/support/peer.hpp"
#include "native/support/waiting.hpp"
#include "oread/native/loop.hpp"
#include "vhosts.hpp"

namespace oread::native {
namespace {

using test::Identity;
using test::Journal;
using test::Peer;
using test::PeerConnection;
using test::PemFile;

const Identity& authority() {
  static const Identity identity = test::make_authority();
  return identity;
}

class TlsTest : public ::testing::Test {
 protected:
  TlsTest() { loop_.start(); }
  ~TlsTest() override {
    loop_.call([this] { link_.reset(); });
  }

  void open(const std::string& url, const std::string& ca_file) {
    loop_.call([&] {
      LinkEvents events;
      events.opened = [this] { journal_.add("opened"); };
      events.text = [this](const std::string& text) { journal_.add("text " + text); };
      events.closed = [this](std::uint16_t, const std::string& reason) {
        journal_.add("closed " + reason);
      };
      link_ = std::make_unique<Link>(loop_.core(),
                                     DialOptions{parse_url(url).value(), {ca_file}, "", {}},
                                     LinkLimits{}, std::move(events));
    });
  }

  static void greet(PeerConnection& client) {
    client.upgrade();
    client.send_text("name " + client.server_name() + ", " + client.application_protocol());
    client.wait_for_end();
  }

  static std::string by_name(const Peer& peer) {
    return "wss://localhost:" + std::to_string(peer.port());
  }

  const PemFile ca_{authority()};
  Loop loop_;
  Journal journal_;
  std::unique_ptr<Link> link_;
};

TEST_F(TlsTest, TrustsTheAuthorityThatItIsGivenAndNamesTheServerItWants) {
  const Identity server = test::make_server(authority(), "DNS:localhost");
  Peer peer(greet, &server);
  open(by_name(peer), ca_.path());
  EXPECT_TRUE(journal_.wait_for("text name localhost, http/1.1"));
}

TEST_F(TlsTest, TrustsNobodyElse) {
  const Identity server = test::make_server(authority(), "DNS:localhost");
  Peer peer(greet, &server);
  open(by_name(peer), "");
  EXPECT_TRUE(journal_.wait_for("closed TLS with localhost:" + std::to_string(peer.port()) +
                                " failed: the server's certificate is not trusted: "));
  EXPECT_EQ(journal_.count("opened"), 0U);
  EXPECT_EQ(journal_.count("set TlsOptions::ca_file"), 1U);
}

TEST_F(TlsTest, AnotherAuthorityOfTheSameNameIsNotTheOne) {
  const Identity impostor = test::make_authority();
  const Identity server = test::make_server(impostor, "DNS:localhost");
  Peer peer(greet, &server);
  open(by_name(peer), ca_.path());
  EXPECT_TRUE(journal_.wait_for("closed"));
  EXPECT_EQ(journal_.count("opened"), 0U);
}

TEST_F(TlsTest, RefusesACertificateOfAnotherHost) {
  const Identity server = test::make_server(authority(), "DNS:elsewhere.example");
  Peer peer(greet, &server);
  open(by_name(peer), ca_.path());
  EXPECT_TRUE(journal_.wait_for("the server's certificate is not trusted: hostname mismatch"));
  EXPECT_EQ(journal_.count("opened"), 0U);
}

TEST_F(TlsTest, AnAddressIsComparedWithTheAddressesOfTheCertificate) {
  const Identity right = test::make_server(authority(), "IP:127.0.0.1");
  Peer good(greet, &right);
  open(good.url("wss"), ca_.path());
  EXPECT_TRUE(journal_.wait_for("opened"));

  const Identity wrong = test::make_server(authority(), "IP:127.0.0.2,DNS:localhost");
  Peer bad(greet, &wrong);
  open(bad.url("wss"), ca_.path());
  EXPECT_TRUE(journal_.wait_for("failed: the certificate is not for the host"));
  EXPECT_EQ(journal_.count("opened"), 1U);
}

TEST_F(TlsTest, AServerWithoutTlsIsNotSpokenToInTheClear) {
  Journal server;
  Peer peer([&](PeerConnection& client) {
    client.write("HTTP/1.1 400 Bad Request\r\n\r\n");
    server.add(client.read_request());
  });
  open(peer.url("wss"), ca_.path());
  EXPECT_TRUE(journal_.wait_for("closed TLS with 127.0.0.1:" + std::to_string(peer.port()) +
                                " failed: the server does not use TLS"));
  ASSERT_TRUE(server.wait_for(""));
  EXPECT_EQ(server.count("GET"), 0U);
}

TEST_F(TlsTest, ACaFileMustBeOne) {
  EXPECT_THAT(check_ca_file("/no/such/file")->text, ::testing::HasSubstr("No such file"));
  EXPECT_THAT(check_ca_file("/etc/passwd")->text, ::testing::HasSubstr("no PEM certificate"));
  EXPECT_FALSE(check_ca_file(ca_.path()));
}

}  // namespace
}  // namespace oread::native
