// A server of the toy dialect in front of the server, which speaks Pusher: each toy link is one
// connection through the network, whatever carries it.
//
// It keeps the promises of a toy server:
// * It greets when the client has said hello, with the right token if one is asked for.
// * It is never silent for longer than 45 s. The broker pings after 35 s of silence of the client,
//   which is not the same: a client that always talks is never pinged. So what the client says is
//   followed by a ping of ours to the broker, whose pong goes back: as "ping" on a socket, as the
//   answer to a POST, which is therefore answered by the other end or not at all.
// * On a link that requests carry, what arrives answers the poll that is under way, several lines
//   at once. The end of the connection answers it with the close code if the server had one.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "speech.hpp"
#include "support/toy/toy.hpp"

namespace oread::sim {

/// The token in the address of a toy link; empty if there is none.
std::string token_of(const std::string& url);

class ToyGateway final : public Gateway {
 public:
  ToyGateway(const test::ToyOptions& options, const GatewayPlace& place)
      : options_(options), place_(place) {}

  void give(Input input) override;
  void carry_out(const effect::OpenLink& effect) override;
  void carry_out(const effect::SendText& effect) override;
  void carry_out(const effect::SendRequest& effect) override;
  void carry_out(const effect::CloseLink& effect) override;

 private:
  struct Line {
    LinkId link;
    bool is_open = false;
    std::vector<std::string> early;  ///< Pusher texts that wait until it is open.
    std::string socket;              ///< The server's greeting has come.
    bool said_hello = false;
    bool greeted = false;

    // Of a link that requests carry:
    RequestId poll;                    ///< Under way; none between an answer and the next.
    RequestId post;                    ///< Not answered yet.
    std::vector<std::string> news;     ///< Waits for a poll.
    std::optional<std::uint16_t> end;  ///< The connection has ended: the status for the poll.
    bool answers_soon = false;
  };

  [[nodiscard]] bool is_polled() const { return options_.carrier == Carrier::Requests; }
  Line& open(LinkId link, const std::string& url);
  void opened(Line& line);
  void say(Line& line, const std::string& text);
  void hello(Line& line, std::string_view token);
  void greet(Line& line);
  void welcome(Line& line, const std::string& socket);
  void to_server(Line& line, std::string text);
  void from_server(Line& line, const std::string& text);
  void to_client(Line& line, std::string text);
  void pong(Line& line);
  void closed(Line& line, const in::LinkClosed& closed);
  void soon(Input input);
  void answer_soon(Line& line);
  void answer(Line& line);

  test::ToyOptions options_;
  GatewayPlace place_;
  std::map<std::uint32_t, Line> lines_;  // Also those of links that have ended.
};

}  // namespace oread::sim
