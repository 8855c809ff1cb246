// The complete native client against a scripted server: engine, links, auth requests.
#include "oread/native/client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>

#include "native/support/event_journal.hpp"
#include "native/support/peer.hpp"
#include "native/support/pusher_peer.hpp"
#include "native/support/waiting.hpp"

namespace oread::native {
namespace {

using test::greet;
using test::http_answer;
using test::Journal;
using test::Peer;
using test::PeerConnection;
using ::testing::HasSubstr;

class ClientTest : public ::testing::Test {
 protected:
  ClientTest() { loop_.start(); }

  ClientOptions options_for(std::uint16_t port) {
    ClientOptions options;
    options.server =
        Server{.key = "key", .host = "127.0.0.1", .port = port, .tls = false, .path = {}};
    // Fast, so that tests need not wait.
    options.engine.reconnect.initial_delay = Millis{20};
    options.engine.reconnect.max_delay = Millis{50};
    options.engine.auth.retry_initial_delay = Millis{10};
    return options;
  }

  void start(const ClientOptions& options) {
    Result<std::unique_ptr<Client>> client =
        Client::make(loop_, options, [this](const Event& event) {
          EXPECT_TRUE(is_in_words(event)) << brief(event);
          journal_.add(brief(event));
        });
    if (!client.ok()) throw std::invalid_argument(client.error().text);
    client_ = std::move(client).value();
  }

  Loop loop_;
  Journal journal_;
  std::unique_ptr<Client> client_;
};

TEST_F(ClientTest, ConnectsSubscribesAndHears) {
  Peer server([](PeerConnection& client) {
    greet(client);
    test::acknowledge(client, "news");
    client.send_text(R"({"event":"headline","channel":"news","data":"{\"text\":\"hello\"}"})");
    client.wait_for_end();
  });
  start(options_for(server.port()));
  client_->subscribe("news");
  client_->connect();
  ASSERT_TRUE(journal_.wait_for("message news headline {\"text\":\"hello\"}"));
  EXPECT_EQ(client_->status(), ConnectionStatus::Connected);
  EXPECT_EQ(client_->socket_id(), "1.1");
}

TEST(Server, HasOnePortThatCountsWithTlsAndWithout) {
  const auto url = [](const Server& server) {
    return std::string(make_dialect(server)->session()->url());
  };
  EXPECT_THAT(url({.key = "k", .host = "h", .path = {}}), HasSubstr("wss://h:443/app/k?"));
  EXPECT_THAT(url({.key = "k", .host = "h", .port = 8443, .path = {}}),
              HasSubstr("wss://h:8443/app/k?"));
  EXPECT_THAT(url({.key = "k", .host = "h", .port = 80, .path = {}}), HasSubstr("wss://h:80/"));
  EXPECT_THAT(url({.key = "k", .host = "h", .tls = false, .path = "/p"}),
              HasSubstr("ws://h:80/p/app/k?"));
  EXPECT_THAT(url({.key = "k", .host = "h", .port = 6001, .tls = false, .path = {}}),
              HasSubstr("ws://h:6001/"));
}

TEST_F(ClientTest, TheMirrorBelongsToTheEventThatIsTold) {
  Peer server([](PeerConnection& client) {
    greet(client);
    client.wait_for_end();
  });
  Journal seen;
  Client* self = nullptr;
  auto client = Client::make(loop_, options_for(server.port()), [&](const Event& event) {
    const auto* change = std::get_if<event::ConnectionChanged>(&event);
    if (change == nullptr) return;
    seen.add(self->status() == change->current && self->socket_id() == change->socket_id
                 ? "same"
                 : "different");
    if (change->current == ConnectionStatus::Connected) seen.add("connected");
  });
  self = client.value().get();
  self->connect();
  ASSERT_TRUE(seen.wait_for("connected"));
  EXPECT_EQ(seen.count("different"), 0U);
}

TEST_F(ClientTest, SaysGoodByeWhenItIsDestroyed) {
  Journal heard;
  Peer server([&](PeerConnection& client) {
    greet(client);
    heard.add(client.read_message());
  });
  start(options_for(server.port()));
  client_->connect();
  ASSERT_TRUE(journal_.wait_for("connected"));
  client_.reset();
  EXPECT_TRUE(heard.wait_for("close 1000"));
}

TEST_F(ClientTest, ComesBackAfterTheServerRestartsAndSubscribesAgain) {
  const auto serve = [](PeerConnection& client) {
    greet(client);
    test::acknowledge(client, "news");
    client.wait_for_end();
  };
  auto server = std::make_unique<Peer>(serve);
  const std::uint16_t port = server->port();
  start(options_for(port));
  client_->subscribe("news");
  client_->connect();
  ASSERT_TRUE(journal_.wait_for("subscribed news"));
  server.reset();
  ASSERT_TRUE(journal_.wait_for("reconnecting"));
  const Peer again(serve, nullptr, port);
  EXPECT_TRUE(journal_.wait_for("subscribed news", 2));
  EXPECT_EQ(client_->status(), ConnectionStatus::Connected);
}

TEST_F(ClientTest, ReconnectsAfterATextThatItMustRefuse) {
  for (const std::string& refused :
       {std::string(5'000'000, 'x'), "\xFF" + std::string(50'000, 'x')}) {
    std::atomic<int> connections{0};
    Peer server([&](PeerConnection& client) {
      greet(client);
      if (connections++ == 0) {
        client.send_text(refused);
        client.send_text(refused);
      }
      client.wait_for_end();
    });
    Journal seen;
    auto client = Client::make(loop_, options_for(server.port()),
                               [&](const Event& event) { seen.add(brief(event)); });
    client.value()->connect();
    EXPECT_TRUE(seen.wait_for(": the server sent a "));
    EXPECT_TRUE(seen.wait_for("connected", 2));
  }
}

TEST_F(ClientTest, NoticesAServerThatFallsSilent) {
  std::atomic<int> connections{0};
  Peer server([&](PeerConnection& client) {
    greet(client);
    // The first connection drops everything, like a broken middlebox; the next one works.
    if (connections++ == 0) return client.wait_for_end();
    while (client.read_beyond_pings() != "end") {
    }
  });
  ClientOptions options = options_for(server.port());
  options.engine.liveness.activity_min = Millis{100};
  options.engine.liveness.activity_timeout = Millis{100};
  options.engine.liveness.pong_min = Millis{100};
  options.engine.liveness.pong_max = Millis{200};
  start(options);
  client_->connect();
  ASSERT_TRUE(journal_.wait_for("reconnecting silent"));
  EXPECT_TRUE(journal_.wait_for("connected", 2));
}

TEST_F(ClientTest, AWrongKeyIsTriedAgainSlowlyByDefaultAndTheReasonIsVisible) {
  Peer server([](PeerConnection& client) {
    client.upgrade();
    client.send_close(4001, "no such app");
    client.wait_for_end();
  });
  start(options_for(server.port()));
  client_->connect();
  EXPECT_TRUE(journal_.wait_for("retry-scheduled"));
  EXPECT_THAT(ClientOptions().engine.reconnect.on_fatal, OnFatal::RetrySlowly);
}

TEST_F(ClientTest, AsksTheAuthEndpointWithHeadersAndParamsReadEachTime) {
  Journal asked;
  std::atomic<int> tokens{0};
  Peer auth([&](PeerConnection& client) {
    const std::string request = client.read_request();
    const bool first = asked.count("POST") == 0;
    asked.add(request);
    // One failure of the endpoint does not disable a channel.
    client.write(first ? http_answer(500, "oops")
                       : http_answer(200, R"({"auth":"key:signature"})"));
  });
  Journal sent;
  Peer server([&](PeerConnection& client) {
    greet(client);
    sent.add(test::acknowledge(client, "private-a"));
    client.wait_for_end();
  });
  ClientOptions options = options_for(server.port());
  options.auth.channel_url = auth.url("http", "/broadcasting/auth");
  options.auth.headers = [&] {
    return Fields{{"Authorization", "Bearer " + std::to_string(++tokens)}};
  };
  options.auth.params = [] { return Fields{{"tenant", "7"}}; };
  start(options);
  client_->subscribe("private-a");
  client_->connect();
  ASSERT_TRUE(journal_.wait_for("subscribed private-a"));
  ASSERT_EQ(asked.entries().size(), 2U);
  EXPECT_THAT(asked.entries()[0], HasSubstr("Bearer 1\r\n"));
  EXPECT_THAT(asked.entries()[1], HasSubstr("Bearer 2\r\n"));
  EXPECT_THAT(asked.entries()[1], HasSubstr("Accept: application/json\r\n"));
  EXPECT_THAT(asked.entries()[1], HasSubstr("socket_id=1.1&channel_name=private-a&tenant=7"));
  EXPECT_TRUE(sent.wait_for("key:signature"));
}

TEST_F(ClientTest, TellsWhyAChannelWasRefused) {
  std::atomic<int> status{403};
  Peer auth([&](PeerConnection& client) {
    client.read_request();
    client.write(status == 302 ? http_answer(302, "", "Location: /login\r\n")
                               : http_answer(status, "<html>"));
  });
  Peer server([](PeerConnection& client) {
    greet(client);
    client.wait_for_end();
  });
  ClientOptions options = options_for(server.port());
  options.auth.channel_url = auth.url("http");
  start(options);
  client_->connect();
  client_->subscribe("private-denied");
  EXPECT_TRUE(journal_.wait_for("subscribe-failed private-denied auth-denied"));
  status = 302;
  client_->subscribe("private-redirected");
  EXPECT_TRUE(journal_.wait_for("subscribe-failed private-redirected auth-bad-response"));
  status = 200;
  client_->subscribe("private-page");
  EXPECT_TRUE(journal_.wait_for("subscribe-failed private-page auth-bad-response"));
  status = 401;
  client_->subscribe("private-expired");
  EXPECT_TRUE(journal_.wait_for("subscribe-failed private-expired auth-expired"));
}

TEST_F(ClientTest, AnAuthEndpointThatDoesNotAnswerIsNamed) {
  Peer auth([](PeerConnection& client) { client.wait_for_end(); });
  Peer server([](PeerConnection& client) {
    greet(client);
    client.wait_for_end();
  });
  ClientOptions options = options_for(server.port());
  options.auth.channel_url = auth.url("http");
  options.auth.user_url = auth.url("http");
  options.engine.auth.timeout = Millis{1000};
  start(options);
  client_->connect();
  client_->subscribe("private-a");
  EXPECT_TRUE(
      journal_.wait_for("subscribe-failed private-a timeout no response arrived in time: the auth "
                        "endpoint at 127.0.0.1:" +
                        std::to_string(auth.port()) + " did not respond in time. "));
  client_->sign_in();
  EXPECT_TRUE(journal_.wait_for(
      "sign-in-failed timeout no response arrived in time: the auth endpoint at "));
}

TEST_F(ClientTest, APrivateChannelWithoutAnEndpointIsRefusedWithAReason) {
  Peer server([](PeerConnection& client) {
    greet(client);
    client.wait_for_end();
  });
  start(options_for(server.port()));
  client_->connect();
  client_->subscribe("private-a");
  EXPECT_TRUE(journal_.wait_for("no auth endpoint is configured"));
}

TEST_F(ClientTest, RenewsCredentialsFromAnotherThread) {
  std::atomic<bool> fresh{false};
  Peer auth([&](PeerConnection& client) {
    client.read_request();
    client.write(fresh ? http_answer(200, R"({"auth":"key:signature"})") : http_answer(401, "{}"));
  });
  Peer server([](PeerConnection& client) {
    greet(client);
    test::acknowledge(client, "private-a");
    client.wait_for_end();
  });
  std::thread renewal;
  ClientOptions options = options_for(server.port());
  options.auth.channel_url = auth.url("http");
  options.auth.refresh = [&](std::function<void(bool)> answer) {
    renewal = std::thread([&fresh, answer = std::move(answer)] {
      fresh = true;
      answer(true);
    });
  };
  start(options);
  client_->subscribe("private-a");
  client_->connect();
  EXPECT_TRUE(journal_.wait_for("subscribed private-a"));
  renewal.join();
}

TEST_F(ClientTest, OpensEncryptedEvents) {
  // Sealed with a key of 32 times "k" and a nonce of 24 times "n".
  Peer auth([](PeerConnection& client) {
    client.read_request();
    client.write(http_answer(
        200,
        R"({"auth":"key:sig","shared_secret":"a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="})"));
  });
  const std::string sealed = test::sealed_event("private-encrypted-a", "secret", R"({"n":1})");
  Peer server([&](PeerConnection& client) {
    greet(client);
    test::acknowledge(client, "private-encrypted-a");
    client.send_text(sealed);
    client.wait_for_end();
  });
  ClientOptions options = options_for(server.port());
  options.auth.channel_url = auth.url("http");
  start(options);
  client_->subscribe("private-encrypted-a");
  client_->connect();
  EXPECT_TRUE(journal_.wait_for(R"(message private-encrypted-a secret {"n":1})"));
}

TEST_F(ClientTest, AListenerThatThrowsHarmsNobody) {
  Peer server([](PeerConnection& client) {
    greet(client);
    client.wait_for_end();
  });
  Journal seen;
  auto client = Client::make(loop_, options_for(server.port()), [&](const Event& event) {
    seen.add(brief(event));
    throw std::runtime_error("a test throws");
  });
  client.value()->connect();
  EXPECT_TRUE(seen.wait_for("connected"));
}

TEST_F(ClientTest, MayBeDestroyedByItsOwnListener) {
  Journal heard;
  Peer server([&](PeerConnection& client) {
    greet(client);
    heard.add(client.read_message());
  });
  std::unique_ptr<Client> mine;
  auto made = Client::make(loop_, options_for(server.port()), [&](const Event& event) {
    const auto* change = std::get_if<event::ConnectionChanged>(&event);
    if (change != nullptr && change->current == ConnectionStatus::Connected) mine.reset();
  });
  mine = std::move(made).value();
  mine->connect();
  EXPECT_TRUE(heard.wait_for("close 1000"));
  loop_.call([&] { EXPECT_EQ(mine, nullptr); });
}

TEST_F(ClientTest, WrongOptionsAreNamed) {
  const auto error_of = [this](const std::function<void(ClientOptions&)>& spoil) {
    ClientOptions options = options_for(1);
    spoil(options);
    const auto client = Client::make(loop_, options, nullptr);
    return client.ok() ? std::string("none") : std::string(client.error().text);
  };
  EXPECT_THAT(error_of([](auto& it) { it.server = Server{.key = {}, .host = "h", .path = {}}; }),
              HasSubstr("key"));
  EXPECT_THAT(error_of([](auto& it) { it.auth.channel_url = "/broadcasting/auth"; }),
              HasSubstr("is not a URL"));
  EXPECT_THAT(error_of([](auto& it) { it.auth.user_url = "ws://a"; }),
              HasSubstr("must begin with http"));
  EXPECT_THAT(error_of([](auto& it) { it.tls.ca_file = "/no/such/file"; }),
              HasSubstr("/no/such/file"));
  EXPECT_THAT(error_of([](auto& it) {
                it.handshake_headers = {{"a b", ""}};
              }),
              HasSubstr("cannot be sent"));
}

TEST_F(ClientTest, ManyClientsOnOneLoopUsedFromManyThreads) {
  Peer server([](PeerConnection& client) {
    greet(client);
    test::acknowledge(client, "news");
    client.wait_for_end();
  });
  constexpr std::size_t kClients = 20;
  std::vector<std::unique_ptr<Client>> clients;
  clients.reserve(kClients);
  while (clients.size() < kClients) {
    clients.push_back(Client::make(loop_, options_for(server.port()), [this](const Event& event) {
                        journal_.add(brief(event));
                      }).value());
  }
  std::vector<std::thread> threads;
  threads.reserve(kClients);
  for (auto& client : clients) {
    threads.emplace_back([&client] {
      client->subscribe("news");
      client->connect();
      while (client->status() != ConnectionStatus::Connected) std::this_thread::yield();
      client->whisper("news", "client-a", "{}");
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_TRUE(journal_.wait_for("subscribed news", clients.size()));
  for (auto& client : clients) threads.emplace_back([&client] { client.reset(); });
  for (std::size_t i = clients.size(); i < threads.size(); ++i) threads[i].join();
}

}  // namespace
}  // namespace oread::native
