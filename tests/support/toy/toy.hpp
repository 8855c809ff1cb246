// A toy wire protocol, as unlike the Pusher protocol as the engine allows: the server pings,
// subscriptions are not acknowledged, the app is asked for credentials of the connection, and HTTP
// requests may carry the link. It proves that nothing above `src/dialect` assumes Pusher.
//
// A message is a line of words; several lines are one text. The last word may contain spaces.
//
//   client                            server
//   hello [TOKEN]                     welcome SOCKET SILENCE_MS
//   pong                              ping
//   join CHANNEL [SIGNATURE]          refuse CHANNEL CODE WHY
//   part CHANNEL                      say CHANNEL EVENT JSON
//   say CHANNEL EVENT JSON            error CODE WHY
//   user SIGNATURE                    user ID
//
// A binary message from the server is sent back as it is.
#pragma once

#include <memory>
#include <string>

#include "oread/dialect.hpp"
#include "support/good_server.hpp"

namespace oread::test {

struct ToyOptions {
  Carrier carrier = Carrier::Requests;
  Asks asks = Asks::Nothing;
  std::uint32_t max_body = 1'000'000;  ///< `Session::max_body`.
};

std::unique_ptr<Dialect> make_toy(const ToyOptions& options);

/// Maximum silence of a toy server.
inline constexpr Millis kToySilence{45'000};

std::shared_ptr<const GoodServer> toy_server(const ToyOptions& options = {});

}  // namespace oread::test
