// A server of the toy dialect that translates for the broker, which speaks Pusher. Each toy link,
// over a socket or over requests, is one connection through the network.
//
// It behaves like a toy server:
// * It greets a client after its "hello", which must contain the right token if one is required.
// * It is never silent for longer than 45 s. The broker pings only after 35 s of silence of the
//   client, so it never pings a client that keeps sending. Therefore the gateway sends a ping to
//   the broker after each message of the client. The broker's pong becomes a "ping" on a socket, or
//   the response to a POST, so a POST is answered only if the broker is reachable.
// * On a link over requests, messages from the broker are the response to the poll in progress,
//   several lines in one response. When the connection ends, the response has the close code as its
//   status, if the server sent one.
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
    std::string socket;              ///< The socket id, once the server has greeted.
    bool said_hello = false;
    bool greeted = false;

    // For a link over requests:
    RequestId poll;                    ///< In progress; 0 between a response and the next poll.
    RequestId post;                    ///< Not answered yet.
    std::vector<std::string> news;     ///< Lines that wait for a poll.
    std::optional<std::uint16_t> end;  ///< The poll's status, once the connection has ended.
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
  std::map<std::uint32_t, Line> lines_;  // Includes links that have ended.
};

}  // namespace oread::sim
