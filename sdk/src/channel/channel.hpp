// One channel that somebody holds.
#pragma once

#include "channel/leases.hpp"
#include "channel/roster.hpp"
#include "channel/sealed.hpp"
#include "oread/dialect.hpp"
#include "oread/event.hpp"
#include "support/backoff.hpp"
#include "support/deadline.hpp"

namespace oread {

struct Channel {
  Channel(View its_name, ChannelTraits its_traits, Backoff its_backoff)
      : name(its_name), traits(its_traits), backoff(its_backoff) {}

  String name;
  ChannelTraits traits;
  Backoff backoff;  ///< Between tries after the server did not answer, or gave no new key.
  ChannelState state = ChannelState::Waiting;
  bool failure_told =
      false;             ///< The app knows that it does not work; told again only after a success.
  bool is_left = false;  ///< Nobody holds it; goes at the end of the step.
  bool asked_server = false;  ///< On this link.
  Leases leases;
  Time due =
      kNever;  ///< Subscribing: when to stop waiting for the server. Failed: when to ask again.
  String me;   ///< Our own member id, on presence channels.
  bool me_is_number = false;
  Roster roster;  ///< Presence channels only.
  Sealed sealed;  ///< Encrypted channels only.
};

}  // namespace oread
