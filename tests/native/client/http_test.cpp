// Requests and responses as seen by the auth endpoint and the HTTP API.
#include "http.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "native/support/peer.hpp"
#include "native/support/waiting.hpp"
#include "oread/native/loop.hpp"

namespace oread::native {
namespace {

using test::http_answer;
using test::Journal;
using test::Peer;
using test::PeerConnection;
using ::testing::HasSubstr;

class HttpTest : public ::testing::Test {
 protected:
  HttpTest() { loop_.start(); }
  ~HttpTest() override { cancel(); }

  void ask(const Peer& peer, HttpRequest request = {}) {
    request.url = parse_url(peer.url("http", "/auth")).value();
    loop_.call([&] {
      exchange_ = std::make_unique<HttpExchange>(
          loop_.core(), std::move(request), [this](const Result<HttpAnswer>& result) {
            if (result.ok()) answer_ = result.value();
            journal_.add(result.ok() ? "answer" : "error " + result.error().text);
          });
    });
  }

  static std::string place(const Peer& peer) { return "127.0.0.1:" + std::to_string(peer.port()); }

  void cancel() {
    loop_.call([this] { exchange_.reset(); });
  }

  // Read it only after the journal has reported a response.
  Loop loop_;
  Journal journal_;
  std::unique_ptr<HttpExchange> exchange_;
  HttpAnswer answer_;
};

TEST_F(HttpTest, PostsHeadersAndBodyAndReadsTheAnswer) {
  Journal server;
  Peer peer([&](PeerConnection& client) {
    server.add(client.read_request());
    client.write(http_answer(200, R"({"auth":"key:sig"})"));
  });
  HttpRequest request;
  request.headers = {{"Authorization", "Bearer token"}};
  request.body = encode_form({{"socket_id", "1.2"}, {"channel_name", "private-a b&c"}});
  ask(peer, request);
  ASSERT_TRUE(journal_.wait_for("answer"));
  EXPECT_EQ(answer_.status, 200);
  EXPECT_EQ(answer_.body, R"({"auth":"key:sig"})");
  const std::string seen = server.entries().front();
  EXPECT_THAT(seen, ::testing::StartsWith("POST /auth HTTP/1.1\r\n"));
  EXPECT_THAT(seen, HasSubstr("Authorization: Bearer token\r\n"));
  EXPECT_THAT(seen, ::testing::EndsWith("\r\n\r\nsocket_id=1.2&channel_name=private-a+b%26c"));
}

TEST_F(HttpTest, CarriesALongTokenAndALongBody) {
  Journal server;
  Peer peer([&](PeerConnection& client) {
    server.add(std::to_string(client.read_request().size() > 108'000));
    client.write(http_answer(200, "{}"));
  });
  HttpRequest request;
  request.headers = {{"Authorization", "Bearer " + std::string(8000, 't')}};
  request.body = std::string(100'000, 'b');
  ask(peer, request);
  ASSERT_TRUE(journal_.wait_for("answer"));
  EXPECT_EQ(server.entries().front(), "1");
}

TEST_F(HttpTest, GivesRefusalsAndRetryAfterAsTheyCome) {
  Peer peer([](PeerConnection& client) {
    client.read_request();
    client.write(http_answer(429, "slow down", "Retry-After: 7\r\n"));
  });
  ask(peer);
  ASSERT_TRUE(journal_.wait_for("answer"));
  EXPECT_EQ(answer_.status, 429);
  EXPECT_EQ(answer_.retry_after, 7U);
  EXPECT_EQ(answer_.body, "slow down");
}

TEST_F(HttpTest, DoesNotFollowARedirectButTellsWhereItLeads) {
  Journal server;
  Peer peer([&](PeerConnection& client) {
    server.add(client.read_request());
    client.write(http_answer(302, "", "Location: /login\r\n"));
  });
  ask(peer);
  ASSERT_TRUE(journal_.wait_for("answer"));
  EXPECT_EQ(answer_.status, 302);
  EXPECT_EQ(answer_.location, "/login");
  EXPECT_EQ(server.entries().size(), 1U);
}

TEST_F(HttpTest, ReadsAChunkedBody) {
  Peer peer([](PeerConnection& client) {
    client.read_request();
    client.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
    client.write("4\r\n two\r\n0\r\n\r\n");
    client.wait_for_end();
  });
  ask(peer);
  ASSERT_TRUE(journal_.wait_for("answer"));
  EXPECT_EQ(answer_.body, "one two");
}

TEST_F(HttpTest, ReadsABodyThatEndsWithTheConnection) {
  Peer peer([](PeerConnection& client) {
    client.read_request();
    client.write("HTTP/1.1 401 Unauthorized\r\nContent-Type: text/plain\r\n\r\nunknown ");
    client.write("key");
  });
  ask(peer);
  ASSERT_TRUE(journal_.wait_for("answer"));
  EXPECT_EQ(answer_.status, 401);
  EXPECT_EQ(answer_.body, "unknown key");
}

TEST_F(HttpTest, AnEmptyBodyIsAnAnswer) {
  Peer peer([](PeerConnection& client) {
    client.read_request();
    client.write(http_answer(403, ""));
  });
  ask(peer);
  ASSERT_TRUE(journal_.wait_for("answer"));
  EXPECT_EQ(answer_.status, 403);
}

TEST_F(HttpTest, HalfAnAnswerIsNone) {
  Peer peer([](PeerConnection& client) {
    client.read_request();
    client.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"auth\"");
  });
  ask(peer);
  EXPECT_TRUE(journal_.wait_for("closed the connection before the response was complete"));
}

TEST_F(HttpTest, CutsABodyThatExceedsItsBound) {
  Peer peer([](PeerConnection& client) {
    client.read_request();
    client.write(http_answer(200, std::string(50'000, 'x')));
    client.wait_for_end();
  });
  HttpRequest request;
  request.most_bytes = 1000;
  ask(peer, request);
  ASSERT_TRUE(journal_.wait_for("answer"));
  EXPECT_TRUE(answer_.cut);
  EXPECT_EQ(answer_.body.size(), 1000U);
}

TEST_F(HttpTest, GivesUpWhenNoAnswerComes) {
  Peer peer([](PeerConnection& client) { client.wait_for_end(); });
  HttpRequest request;
  request.timeout = Millis{50};
  ask(peer, request);
  EXPECT_TRUE(journal_.wait_for("error " + place(peer) + " sent no response within 0.050 s"));
}

TEST_F(HttpTest, ACancelledRequestIsNotAnsweredAndItsConnectionEnds) {
  Journal server;
  Peer peer([&](PeerConnection& client) {
    server.add(client.read_request());
    client.wait_for_end();
    server.add("gone");
  });
  ask(peer);
  ASSERT_TRUE(server.wait_for("POST"));
  cancel();
  EXPECT_TRUE(server.wait_for("gone"));
  EXPECT_TRUE(journal_.entries().empty());
}

TEST_F(HttpTest, AnInterimAnswerIsNotTheAnswer) {
  const std::string interim =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n";
  const std::string chunked =
      "HTTP/1.1 429 Wait\r\nTransfer-Encoding: chunked\r\nretry-after:  7 \r\n\r\n"
      "3;x=y\r\none\r\n4\r\n two\r\n0\r\nTrailer: x\r\n\r\n";
  const std::string until_the_end = "HTTP/1.1 429 Wait\r\nRetry-After: 7\r\n\r\none two";
  for (const std::string& answer :
       {http_answer(429, "one two", "Retry-After: 7\r\n"), chunked, until_the_end}) {
    for (const std::size_t at_once : {std::size_t{1}, std::size_t{10'000}}) {
      Peer peer([&](PeerConnection& client) {
        client.read_request();
        const std::string all = interim + answer;
        for (std::size_t i = 0; i < all.size(); i += at_once) client.write(all.substr(i, at_once));
      });
      const std::size_t before = journal_.count("answer");
      ask(peer);
      ASSERT_TRUE(journal_.wait_for("answer", before + 1)) << answer;
      EXPECT_EQ(answer_.status, 429);
      EXPECT_EQ(answer_.retry_after, 7U);
      EXPECT_EQ(answer_.body, "one two");
      EXPECT_FALSE(answer_.cut);
    }
  }
}

TEST_F(HttpTest, AnInterimAnswerAloneIsNone) {
  Peer peer([](PeerConnection& client) {
    client.read_request();
    client.write("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{}");
  });
  ask(peer);
  EXPECT_TRUE(journal_.wait_for("error " + place(peer) + " sent a malformed HTTP response"));
}

TEST_F(HttpTest, AfterAnInterimAnswerTheBoundHoldsAsWell) {
  Peer peer([](PeerConnection& client) {
    client.read_request();
    client.write("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" +
                 std::string(50'000, 'x'));
    client.wait_for_end();
  });
  HttpRequest request;
  request.most_bytes = 1000;
  ask(peer, request);
  ASSERT_TRUE(journal_.wait_for("answer"));
  EXPECT_TRUE(answer_.cut);
  EXPECT_EQ(answer_.body.size(), 1000U);
}

// libwebsockets stores the size of a chunk in an int, and passes on a negative one.
TEST_F(HttpTest, AChunkOfManyGigabytesIsNotRead) {
  for (const std::string size : {"FFFFFFF0", "80000000", "FFFFFFFFFFFFFFFF"}) {
    Peer peer([&](PeerConnection& client) {
      client.read_request();
      client.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + size + "\r\nxxxx");
      client.wait_for_end();
    });
    ask(peer);
    EXPECT_TRUE(journal_.wait_for(place(peer) + " sent a response with chunks that are too large"));
  }
}

// libwebsockets' own timeout is 5 s and cannot be reduced for one connection: this test really
// waits.
TEST_F(HttpTest, AnAnswerMayTakeLongerThanLibwebsocketsWouldWait) {
  Peer peer([](PeerConnection& client) {
    client.read_request();
    std::this_thread::sleep_for(std::chrono::seconds(6));
    client.write(http_answer(200, "late"));
  });
  ask(peer);
  ASSERT_TRUE(journal_.wait_for("answer"));
  EXPECT_EQ(answer_.body, "late");
}

// If unset, libwebsockets would decide: it uses http_proxy, also for TLS, and ignores no_proxy.
TEST_F(HttpTest, TheProxyOfTheEnvironmentIsNotUsed) {
  Journal proxy;
  const Peer nobody([&](PeerConnection& client) { proxy.add(client.read_request()); });
  const Peer peer([](PeerConnection& client) {
    client.read_request();
    client.write(http_answer(200, "direct"));
  });
  setenv("http_proxy", nobody.url("http").c_str(), 1);
  Loop loop;
  unsetenv("http_proxy");
  loop.start();
  Journal told;
  HttpRequest request;
  request.url = parse_url(peer.url("http")).value();
  std::unique_ptr<HttpExchange> exchange;
  loop.call([&] {
    exchange = std::make_unique<HttpExchange>(
        loop.core(), std::move(request), [&](const Result<HttpAnswer>& result) {
          told.add(result.ok() ? result.value().body : std::string(result.error().text));
        });
  });
  EXPECT_TRUE(told.wait_for("direct"));
  EXPECT_TRUE(proxy.entries().empty());
  loop.call([&] { exchange.reset(); });
}

TEST_F(HttpTest, SurvivesAnAnswerThatIsNoHttp) {
  Peer peer([](PeerConnection& client) {
    client.read_request();
    client.write("what?\r\n\r\n");
  });
  ask(peer);
  EXPECT_TRUE(journal_.wait_for("error"));
}

}  // namespace
}  // namespace oread::native
