// The events that the engine gets from a WebSocket, good or bad.
#include "link.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "native/support/peer.hpp"
#include "native/support/waiting.hpp"
#include "oread/native/loop.hpp"

namespace oread::native {
namespace {

using test::Journal;
using test::Peer;
using test::PeerConnection;
using ::testing::HasSubstr;

class LinkTest : public ::testing::Test {
 protected:
  LinkTest() { loop_.start(); }
  ~LinkTest() override { close(); }

  void open(const std::string& url, LinkLimits limits = {}, Fields headers = {}) {
    loop_.call([&] {
      LinkEvents events;
      events.opened = [this] { journal_.add("opened"); };
      events.text = [this](const std::string& text) { journal_.add("text " + text); };
      events.binary = [this](const std::string& bytes) { journal_.add("binary " + bytes); };
      events.closed = [this](std::uint16_t code, const std::string& reason) {
        journal_.add("closed " + std::to_string(code) + " " + reason);
      };
      link_ = std::make_unique<Link>(
          loop_.core(), DialOptions{parse_url(url).value(), {}, "", std::move(headers)}, limits,
          std::move(events));
    });
  }

  void send(const std::string& text) {
    loop_.call([&] { link_->send(text); });
  }

  void close() {
    loop_.call([this] { link_.reset(); });
  }

  Loop loop_;
  Journal journal_;
  std::unique_ptr<Link> link_;
};

TEST_F(LinkTest, CarriesTextsBothWays) {
  Peer peer([](PeerConnection& client) {
    client.upgrade();
    client.send_text("hello");
    client.send_text(client.read_message());
    client.wait_for_end();
  });
  open(peer.url("ws"));
  ASSERT_TRUE(journal_.wait_for("text hello"));
  send("back");
  EXPECT_TRUE(journal_.wait_for("text back"));
}

TEST_F(LinkTest, AsksLikeAWebSocketClientAndShowsNoOriginUnlessTold) {
  Journal requests;
  Peer peer([&](PeerConnection& client) { requests.add(client.upgrade()); });
  open(peer.url("ws", "/app/key?protocol=7"));
  ASSERT_TRUE(requests.wait_for("GET /app/key?protocol=7 HTTP/1.1"));
  const std::string request = requests.entries().front();
  EXPECT_THAT(request, HasSubstr("Host: 127.0.0.1:" + std::to_string(peer.port()) + "\r\n"));
  EXPECT_THAT(request, HasSubstr("User-Agent: oread"));
  EXPECT_THAT(request, ::testing::Not(HasSubstr("Origin:")));
  EXPECT_THAT(request, ::testing::Not(HasSubstr("permessage-deflate")));

  open(peer.url("ws"), {}, {{"Origin", "https://app.example"}});
  EXPECT_TRUE(requests.wait_for("Origin: https://app.example\r\n"));
}

TEST_F(LinkTest, JoinsTheFragmentsOfOneMessage) {
  Peer peer([](PeerConnection& client) {
    client.upgrade();
    client.send_frame(0x01, "one ");
    client.send_frame(0x89, "ping in between");
    client.send_frame(0x00, "two ");
    client.send_frame(0x80, "three");
    client.wait_for_end();
  });
  open(peer.url("ws"));
  EXPECT_TRUE(journal_.wait_for("text one two three"));
}

TEST_F(LinkTest, CarriesALargeMessageWhole) {
  const std::string large(1'000'000, 'x');
  Peer peer([&](PeerConnection& client) {
    client.upgrade();
    client.send_text(large);
    client.send_text(client.read_message() == large ? "same" : "other");
    client.wait_for_end();
  });
  open(peer.url("ws"), LinkLimits{4'000'000, 4'000'000});
  ASSERT_TRUE(journal_.wait_for("text " + large));
  send(large);
  EXPECT_TRUE(journal_.wait_for("text same"));
}

TEST_F(LinkTest, ClosesWith1009WhenAMessageExceedsTheBound) {
  Journal server;
  Peer peer([&](PeerConnection& client) {
    client.upgrade();
    client.send_text(std::string(2000, 'x'));
    server.add(client.read_message());
  });
  open(peer.url("ws"), LinkLimits{1000, 1000});
  EXPECT_TRUE(journal_.wait_for("closed 1009"));
  EXPECT_TRUE(server.wait_for("close 1009"));
  EXPECT_EQ(journal_.count("text"), 0U);
}

// A link must survive this: the server keeps sending after the refused message, in the same packet
// and as long as the link is open, far more than libwebsockets' buffer of 16 KB.
class HostileLinkTest : public LinkTest {
 protected:
  using Script = std::function<void(PeerConnection&)>;

  void expect_close(std::uint16_t code, const Script& refused) {
    Journal server;
    Peer peer([&](PeerConnection& client) {
      client.upgrade();
      refused(client);
      for (int i = 0; i < 20; ++i) client.send_text(std::string(30'000, 'x'));
      server.add(client.read_message());
      for (int i = 0; i < 20; ++i) client.send_text(std::string(30'000, 'x'));
      client.send_close(code);
      client.wait_for_end();
      server.add("gone");
    });
    open(peer.url("ws"), LinkLimits{100'000, 1000});
    EXPECT_TRUE(journal_.wait_for("closed " + std::to_string(code)));
    EXPECT_TRUE(server.wait_for("gone"));
    EXPECT_EQ(server.count("close " + std::to_string(code)), 1U);
    EXPECT_EQ(journal_.entries().size(), 2U) << "opened, closed and not a word more";
  }
};

TEST_F(HostileLinkTest, AMessageThatIsTooLongInOneFrame) {
  expect_close(1009, [](PeerConnection& client) { client.send_text(std::string(500'000, 'x')); });
}

TEST_F(HostileLinkTest, AMessageThatIsTooLongInFragments) {
  expect_close(1009, [](PeerConnection& client) {
    client.send_frame(0x01, std::string(40'000, 'x'));
    for (int i = 0; i < 10; ++i) client.send_frame(0x00, std::string(40'000, 'x'));
    client.send_frame(0x80, "end");
  });
}

TEST_F(HostileLinkTest, AMessageThatIsTooLongAndFillsTheBufferToItsLastByte) {
  expect_close(1009, [](PeerConnection& client) {
    client.send_frame(0x01, std::string(99'000, 'x'));
    client.send_frame(0x80, std::string(std::size_t{16} * 1024, 'x'));
  });
}

TEST_F(HostileLinkTest, AByteThatIsNotUtf8) {
  expect_close(1007,
               [](PeerConnection& client) { client.send_text("\xFF" + std::string(50'000, 'x')); });
}

TEST_F(HostileLinkTest, ATextThatIsNotUtf8AndFillsTheBufferToItsLastByte) {
  expect_close(1007, [](PeerConnection& client) {
    client.send_text(std::string(16 * 1024 - 1, 'x') + "\xC3");
  });
}

TEST_F(HostileLinkTest, ACharacterThatNoFragmentCompletes) {
  expect_close(1007, [](PeerConnection& client) {
    client.send_frame(0x01, "\xE2\x82");
    client.send_frame(0x80, std::string(20'000, 'x'));
  });
}

TEST_F(HostileLinkTest, ASurrogate) {
  expect_close(1007, [](PeerConnection& client) { client.send_text("\xED\xA0\x80"); });
}

TEST_F(HostileLinkTest, AnOverlongForm) {
  expect_close(1007, [](PeerConnection& client) { client.send_text("\xC0\xAF"); });
}

TEST_F(LinkTest, AMessageWithinTheFragmentsOfAnotherEndsTheLink) {
  for (const unsigned char within : {0x81, 0x82, 0x02}) {
    const std::size_t before = journal_.entries().size();
    Peer peer([&](PeerConnection& client) {
      client.upgrade();
      client.send_frame(0x01, "one");
      client.send_frame(within, "two");
      client.wait_for_end();
    });
    open(peer.url("ws"));
    // Nothing but these two.
    EXPECT_TRUE(journal_.wait_for("closed 1006", before / 2 + 1));
    EXPECT_EQ(journal_.entries().size(), before + 2);
  }
}

TEST_F(LinkTest, ACharacterMayBeSplitBetweenFragments) {
  Peer peer([](PeerConnection& client) {
    client.upgrade();
    client.send_frame(0x01, "\xE2\x82");
    client.send_frame(0x80, "\xAC");
    client.wait_for_end();
  });
  open(peer.url("ws"));
  EXPECT_TRUE(journal_.wait_for("text \xE2\x82\xAC"));
}

TEST_F(LinkTest, AReasonForClosingThatIsNotUtf8IsDroppedAndTheCodeCounts) {
  Peer peer([](PeerConnection& client) {
    client.upgrade();
    client.send_close(4001, "\xFF");
    client.wait_for_end();
  });
  open(peer.url("ws"));
  EXPECT_TRUE(journal_.wait_for("closed 4001 "));
  EXPECT_EQ(journal_.count("\xFF"), 0U);
}

TEST_F(LinkTest, BinaryMessagesArriveAsTheyAre) {
  Peer peer([](PeerConnection& client) {
    client.upgrade();
    client.send_frame(0x82, "\x01\xff");
    client.send_text("words");
    client.wait_for_end();
  });
  open(peer.url("ws"));
  EXPECT_TRUE(journal_.wait_for("text words"));
  EXPECT_EQ(journal_.count("text"), 1U);
  EXPECT_EQ(journal_.count("binary \x01\xff"), 1U);
}

TEST_F(LinkTest, TellsTheCloseCodeAndReasonOfTheServer) {
  Peer peer([](PeerConnection& client) {
    client.upgrade();
    client.send_close(4200, "please come back");
    client.wait_for_end();
  });
  open(peer.url("ws"));
  EXPECT_TRUE(journal_.wait_for("closed 4200 please come back"));
}

TEST_F(LinkTest, ACloseFrameWithoutACodeIs1005) {
  Peer peer([](PeerConnection& client) {
    client.upgrade();
    client.send_frame(0x88, "");
    client.wait_for_end();
  });
  open(peer.url("ws"));
  EXPECT_TRUE(journal_.wait_for("closed 1005"));
}

TEST_F(LinkTest, AConnectionThatBreaksIs1006) {
  Peer peer([](PeerConnection& client) { client.upgrade(); });
  open(peer.url("ws"));
  EXPECT_TRUE(journal_.wait_for("closed 1006"));
  EXPECT_EQ(journal_.count("opened"), 1U);
}

TEST_F(LinkTest, SaysGoodByeWithItsCodeAfterWhatWaitsIsSent) {
  Journal server;
  Peer peer([&](PeerConnection& client) {
    client.upgrade();
    server.add(client.read_message());
    server.add(client.read_message());
  });
  open(peer.url("ws"));
  ASSERT_TRUE(journal_.wait_for("opened"));
  loop_.call([this] {
    link_->send("last words");
    link_->close(1000);
  });
  EXPECT_TRUE(server.wait_for("last words"));
  EXPECT_TRUE(server.wait_for("close 1000"));
  EXPECT_EQ(journal_.count("closed"), 0U) << "who closes is not told that it is closed";
}

TEST_F(LinkTest, GivesUpALinkThatDoesNotDrain) {
  Journal server;
  Peer peer([&](PeerConnection& client) {
    client.upgrade();
    journal_.wait_for("closed");
  });
  open(peer.url("ws"), LinkLimits{1000, 100'000});
  ASSERT_TRUE(journal_.wait_for("opened"));
  loop_.call([this] {
    for (int i = 0; i < 200; ++i) link_->send(std::string(1000, 'x'));
  });
  EXPECT_TRUE(journal_.wait_for("closed 1006 more than 100000 bytes"));
}

TEST_F(LinkTest, SaysWhichStatusCameInsteadOfAWebSocket) {
  Peer peer([](PeerConnection& client) {
    client.read_request();
    client.write(test::http_answer(503, "later"));
  });
  open(peer.url("ws"));
  EXPECT_TRUE(journal_.wait_for("returned HTTP 503 instead of opening a WebSocket"));
}

TEST_F(LinkTest, FollowsNoRedirect) {
  Peer peer([](PeerConnection& client) {
    client.read_request();
    client.write(test::http_answer(302, "", "Location: ws://127.0.0.1:1/\r\n"));
  });
  open(peer.url("ws"));
  EXPECT_TRUE(journal_.wait_for("returned HTTP 302 instead of opening a WebSocket"));
}

TEST_F(LinkTest, SurvivesAnAnswerThatIsNoHttp) {
  Peer peer([](PeerConnection& client) {
    client.read_request();
    client.write("SSH-2.0-OpenSSH_9.2\r\n");
  });
  open(peer.url("ws"));
  EXPECT_TRUE(journal_.wait_for("closed 1006 127.0.0.1:" + std::to_string(peer.port())));
}

TEST_F(LinkTest, AnAnswerThatIsHttpButOpensNothingSaysSo) {
  Peer peer([](PeerConnection& client) {
    client.read_request();
    client.write(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Accept: wrong\r\n\r\n");
    client.wait_for_end();
  });
  open(peer.url("ws"));
  EXPECT_TRUE(journal_.wait_for("closed 1006 127.0.0.1:" + std::to_string(peer.port()) +
                                " sent an invalid response to the WebSocket handshake"));
}

TEST_F(LinkTest, AConnectionThatEndsBeforeTheAnswerSaysSo) {
  Peer peer([](PeerConnection& client) { client.read_request(); });
  open(peer.url("ws"));
  EXPECT_TRUE(journal_.wait_for("closed 1006 127.0.0.1:" + std::to_string(peer.port()) +
                                " closed the connection before it responded"));
}

TEST_F(LinkTest, ARefusedConnectionIs1006AndNamesTheAddress) {
  std::string url;
  std::uint16_t port = 0;
  {
    const Peer gone([](PeerConnection&) {});
    url = gone.url("ws");
    port = gone.port();
  }
  open(url);
  EXPECT_TRUE(journal_.wait_for("closed 1006 cannot connect to 127.0.0.1:" + std::to_string(port) +
                                ": nothing listens there"));
}

// Closing a socket with unread bytes resets it; what was sent before still counts.
TEST_F(LinkTest, ACloseCodeOutlivesTheResetBehindIt) {
  Journal server;
  Peer peer([&](PeerConnection& client) {
    client.upgrade();
    server.add(client.read_message());
    client.send_close(4001, "no such app");
    client.reset();
    server.add("reset");
  });
  open(peer.url("ws"));
  ASSERT_TRUE(journal_.wait_for("opened"));
  send("hello");
  ASSERT_TRUE(server.wait_for("hello"));
  loop_.call([&] {
    server.wait_for("reset");
    link_->send("a text that nobody will read");
  });
  EXPECT_TRUE(journal_.wait_for("closed 4001 no such app"));
}

TEST_F(LinkTest, TriesTheNextAddressOfAName) {
  // This name often resolves to ::1 first, where nothing listens.
  Peer peer([](PeerConnection& client) {
    client.upgrade();
    client.wait_for_end();
  });
  open("ws://localhost:" + std::to_string(peer.port()));
  EXPECT_TRUE(journal_.wait_for("opened"));
}

// libwebsockets would send a part of it as if it were complete.
TEST_F(LinkTest, AnAddressThatIsTooLongIsRefusedAndNotCutOff) {
  Journal requests;
  Peer peer([&](PeerConnection& client) { requests.add(client.upgrade()); });
  open(peer.url("ws", "/" + std::string(1999, 'k')));
  ASSERT_TRUE(requests.wait_for("k HTTP/1.1\r\n"));
  open(peer.url("ws", "/" + std::string(2000, 'k')));
  EXPECT_TRUE(journal_.wait_for("closed 1006 the address is too long"));
  open("ws://" + std::string(111, 'h') + ":1/");
  EXPECT_TRUE(journal_.wait_for("closed 1006 the address is too long", 2));
  EXPECT_EQ(requests.entries().size(), 1U);
}

TEST_F(LinkTest, ANameThatDoesNotExistIs1006AndSaysSo) {
  open("ws://no-such-host.invalid:80");
  EXPECT_TRUE(journal_.wait_for("closed 1006 cannot resolve \"no-such-host.invalid\""));
}

TEST_F(LinkTest, NothingIsToldAfterItIsDestroyedWhileConnecting) {
  Peer peer([](PeerConnection& client) { client.wait_for_end(); });
  for (int i = 0; i < 20; ++i) {
    open(peer.url("ws"));
    close();
  }
  Journal other;
  loop_.call([&] { other.add("still running"); });
  EXPECT_TRUE(other.wait_for("still running"));
  EXPECT_TRUE(journal_.entries().empty());
}

}  // namespace
}  // namespace oread::native
