// One channel that somebody holds.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "channel/leases.hpp"
#include "channel/roster.hpp"
#include "channel/sealed.hpp"
#include "oread/dialect.hpp"
#include "oread/event.hpp"
#include "support/backoff.hpp"
#include "support/deadline.hpp"

namespace oread {

struct Channel {
  Channel(std::string its_name, ChannelTraits its_traits, std::uint32_t its_order,
          Backoff its_backoff)
      : name(std::move(its_name)), traits(its_traits), order(its_order), backoff(its_backoff) {}

  std::string name;
  ChannelTraits traits;
  std::uint32_t
      order;  ///< Channels are subscribed again in the order in which they were first asked for.
  Backoff backoff;  ///< Between tries after the server did not answer.
  ChannelState state = ChannelState::Waiting;
  bool failure_told =
      false;  ///< The app knows that it does not work; told again only after a success.
  std::uint32_t asked_server_as =
      0;  ///< Position among the requests of this link: refusals come in that order.
  Leases leases;
  Deadline due;    ///< Subscribing: when to stop waiting for the server. Failed: when to ask again.
  std::string me;  ///< Our own member id, on presence channels.
  std::unique_ptr<Roster> roster;  ///< Presence channels only.
  std::unique_ptr<Sealed> sealed;  ///< Encrypted channels only.
};

}  // namespace oread
