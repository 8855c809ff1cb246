// What the channels of an engine share.
#pragma once

#include "channel/auth_desk.hpp"
#include "channel/requests.hpp"
#include "channel/routes.hpp"
#include "channel/whispers.hpp"
#include "dialect/dialect.hpp"
#include "link/link.hpp"
#include "oread/options.hpp"
#include "support/jitter.hpp"

namespace oread {

/// Whether the code that decrypts events is there.
enum class Decryption : std::uint8_t { Unknown, Loading, Ready };

struct ChannelPorts {
  ChannelPorts(const Options& its_options, Dialect& its_dialect, const LiveLink& its_live,
               Jitter& its_jitter, AuthDesk& its_desk)
      : options(its_options),
        dialect(its_dialect),
        live(its_live),
        jitter(its_jitter),
        desk(its_desk),
        requests(options.limits.channels),
        whispers(options.whispers, dialect.client_events_per_second()),
        routes(options.limits.routes) {}

  const Options& options;
  Dialect& dialect;
  const LiveLink& live;
  Jitter& jitter;
  AuthDesk& desk;
  Requests requests;
  Whispers whispers;
  Routes routes;
  String user_id;  ///< The signed-in user: "me" on presence channels whose grant names no user.
  std::uint32_t last_decrypt = 0;
  Decryption decryption = Decryption::Unknown;
  bool has_left = false;  ///< A channel was left in this step.
};

}  // namespace oread
