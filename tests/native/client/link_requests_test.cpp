// Requests of links that HTTP carries.
#include "link_requests.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "native/support/peer.hpp"
#include "native/support/waiting.hpp"
#include "oread/native/loop.hpp"

namespace oread::native {
namespace {

using test::http_answer;
using test::Journal;
using test::Peer;
using test::PeerConnection;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class LinkRequestsTest : public ::testing::Test {
 protected:
  LinkRequestsTest() {
    loop_.start();
    loop_.call([this] {
      requests_ = std::make_unique<LinkRequests>(
          loop_.core(), TlsOptions{}, Fields{{"X-App", "kiosk"}}, 100, [this](const Input& input) {
            const auto& answer = std::get<in::RequestAnswered>(input);
            journal_.add(std::to_string(answer.link.value) + ' ' +
                         std::to_string(answer.request.value) + ' ' +
                         std::to_string(answer.status) + ' ' + answer.body);
          });
    });
  }
  ~LinkRequestsTest() override {
    loop_.call([this] { requests_.reset(); });
  }

  void send(LinkId link, RequestId request, const std::string& url, const std::string& body = {}) {
    loop_.call([&] { requests_->send({link, request, url, body}); });
  }

  Loop loop_;
  Journal journal_;
  std::unique_ptr<LinkRequests> requests_;
};

TEST_F(LinkRequestsTest, APollIsAGetAndMessagesArePosted) {
  Journal server;
  Peer peer([&](PeerConnection& client) {
    server.add(client.read_request());
    client.write(http_answer(200, "ping"));
  });
  send(LinkId{1}, RequestId{1}, peer.url("http", "/line?socket=1.1"));
  ASSERT_TRUE(journal_.wait_for("1 1 200 ping"));
  EXPECT_THAT(server.entries().back(), StartsWith("GET /line?socket=1.1 HTTP/1.1\r\n"));
  EXPECT_THAT(server.entries().back(), HasSubstr("X-App: kiosk\r\n"));
  EXPECT_THAT(server.entries().back(), Not(HasSubstr("Content-Type")));
  send(LinkId{1}, RequestId{2}, peer.url("http", "/line"), "join news");
  ASSERT_TRUE(journal_.wait_for("1 2 200 ping"));
  EXPECT_THAT(server.entries().back(), StartsWith("POST /line HTTP/1.1\r\n"));
  EXPECT_THAT(server.entries().back(), HasSubstr("Content-Type: text/plain;charset=UTF-8\r\n"));
  EXPECT_THAT(server.entries().back(), EndsWith("\r\n\r\njoin news"));
}

TEST_F(LinkRequestsTest, WithoutAnAnswerTheStatusIsZeroAndTheBodySaysWhy) {
  send(LinkId{1}, RequestId{1}, "http://127.0.0.1:1/line");
  ASSERT_TRUE(journal_.wait_for("1 1 0 "));
  EXPECT_THAT(journal_.entries().back(), HasSubstr("127.0.0.1:1"));
  send(LinkId{1}, RequestId{2}, "not a URL");
  ASSERT_TRUE(journal_.wait_for("1 2 0 "));
  EXPECT_THAT(journal_.entries().back(), HasSubstr("not a URL"));
}

TEST_F(LinkRequestsTest, ABodyIsReadOneByteBeyondTheLimit) {
  Peer peer([&](PeerConnection& client) {
    client.read_request();
    client.write(http_answer(200, std::string(5000, 'x')));
  });
  send(LinkId{1}, RequestId{1}, peer.url("http"));
  ASSERT_TRUE(journal_.wait_for("1 1 200 " + std::string(101, 'x')));
}

TEST_F(LinkRequestsTest, ABodyThatIsNotUtf8IsNotAnAnswer) {
  Peer peer([&](PeerConnection& client) {
    client.read_request();
    client.write(http_answer(200, "say news a \xff"));
  });
  send(LinkId{1}, RequestId{1}, peer.url("http"));
  ASSERT_TRUE(journal_.wait_for("1 1 0 the server sent a response that is not UTF-8"));
}

TEST_F(LinkRequestsTest, OnlyTheRequestsOfALinkThatIsClosedAreAborted) {
  Journal server;
  Peer peer([&](PeerConnection& client) {
    const std::string request = client.read_request();
    const bool answers = request.find("/2") != std::string::npos;
    server.add(answers ? "answers" : "waits");
    if (answers) return client.write(http_answer(200, "two"));
    client.wait_for_end();
    server.add("aborted");
  });
  send(LinkId{1}, RequestId{1}, peer.url("http", "/1"));
  send(LinkId{1}, RequestId{2}, peer.url("http", "/1"));
  ASSERT_TRUE(server.wait_for("waits"));
  loop_.call([this] { requests_->abort(LinkId{1}); });
  send(LinkId{2}, RequestId{1}, peer.url("http", "/2"));
  ASSERT_TRUE(journal_.wait_for("2 1 200 two"));
  EXPECT_TRUE(server.wait_for("aborted"));
  EXPECT_EQ(journal_.entries().size(), 1U);
}

TEST_F(LinkRequestsTest, TheLastRequestOutlivesItsLinkAndItsClient) {
  Journal server;
  Peer peer([&](PeerConnection& client) {
    server.add(client.read_request());
    client.write(http_answer(200, "ok"));
  });
  loop_.call([&] {
    requests_->send({LinkId{1}, RequestId{1}, peer.url("http", "/line"), "bye", true});
    requests_->abort(LinkId{1});
    requests_.reset();
  });
  ASSERT_TRUE(server.wait_for("POST /line HTTP/1.1\r\n"));
  EXPECT_THAT(server.entries().back(), EndsWith("\r\n\r\nbye"));
}

TEST_F(LinkRequestsTest, TheLastRequestWaitsForTheMessagesUnderWayAndThePollStaysOpen) {
  Journal server;
  std::promise<void> polled;
  std::promise<void> answer;
  const std::shared_future<void> may_answer = answer.get_future().share();
  Peer peer([&](PeerConnection& client) {
    const std::string request = client.read_request();
    if (request.rfind("GET", 0) == 0) {
      polled.set_value();
      client.wait_for_end();
      return server.add("poll ended");
    }
    const std::string body = request.substr(request.find("\r\n\r\n") + 4);
    server.add(body + " came");
    if (body == "event") may_answer.wait();
    server.add(body + " answered");
    client.write(http_answer(200, "ok"));
  });
  send(LinkId{1}, RequestId{1}, peer.url("http", "/line"));
  polled.get_future().wait();
  send(LinkId{1}, RequestId{2}, peer.url("http", "/line"), "event");
  EXPECT_TRUE(server.wait_for("event came"));
  loop_.call([&] {
    requests_->send({LinkId{1}, RequestId{3}, peer.url("http", "/line"), "bye", true});
    requests_->abort(LinkId{1});
    requests_.reset();
  });
  // Nothing must have been sent by now; the loop has served all that was due.
  loop_.call([] {});
  answer.set_value();
  ASSERT_TRUE(server.wait_for("poll ended"));
  EXPECT_THAT(server.entries(), ElementsAre("event came", "event answered", "bye came",
                                            "bye answered", "poll ended"));
  EXPECT_TRUE(journal_.entries().empty());
}

TEST_F(LinkRequestsTest, MessagesUnderWayArriveAlthoughTheLinkIsClosed) {
  Journal server;
  std::promise<void> answer;
  const std::shared_future<void> may_answer = answer.get_future().share();
  Peer peer([&](PeerConnection& client) {
    client.read_request();
    server.add("came");
    may_answer.wait();
    client.write(http_answer(200, "ok"));
    client.wait_for_end();
    server.add("ended");
  });
  send(LinkId{1}, RequestId{1}, peer.url("http"), "event");
  EXPECT_TRUE(server.wait_for("came"));
  loop_.call([&] { requests_->abort(LinkId{1}); });
  EXPECT_EQ(server.entries().size(), 1U);
  answer.set_value();
  EXPECT_TRUE(server.wait_for("ended"));
  EXPECT_TRUE(journal_.entries().empty());
}

TEST_F(LinkRequestsTest, ALastRequestThatIsNotAnsweredEndsWithTheLoop) {
  Journal server;
  Peer peer([&](PeerConnection& client) {
    server.add(client.read_request());
    client.wait_for_end();
  });
  loop_.call([&] { requests_->send({LinkId{1}, RequestId{1}, peer.url("http"), "bye", true}); });
  ASSERT_TRUE(server.wait_for("POST / "));
  EXPECT_TRUE(journal_.entries().empty());
}

}  // namespace
}  // namespace oread::native
