// Where everything meets: an input goes to the part that it concerns, and what one part finds out
// is told to the others. Each part is a folder: `link/` (one attempt), `connection/` (when to try
// again), `channel/` (who wants what), `auth/` (signatures, the user), `dialect/` (what the wire
// says). Connection and channels know links; else they do not know each other.
#include "oread/engine.hpp"

#include <algorithm>
#include <utility>

#include "auth/authorizer.hpp"
#include "auth/user_session.hpp"
#include "channel/directory.hpp"
#include "connection/connection.hpp"
#ifdef OREAD_LEAN
#include "oread/dialects.hpp"
#endif

namespace oread {

namespace {

/// All parts. At namespace scope, so that the functions of their interfaces can be defined below.
struct Meeting : AuthDesk, AuthClient, FrameSink {
  Meeting(const Options& given, std::unique_ptr<Dialect>&& spoken)
      : options(given),
        dialect(std::move(spoken)),
        connection(options, *dialect),
        authorizer(options, connection.jitter(), *this),
        user(options, connection.live()),
        directory(options, *dialect, connection.live(), connection.jitter(), *this) {}

  Options options;
  std::unique_ptr<Dialect> dialect;
  Connection connection;
  Authorizer authorizer;
  UserSession user;
  Directory directory;
  Step current;    ///< The call of `handle` under way.
  View read_text;  ///< The text that is being read, and its link.
  Link* reading = nullptr;

  [[nodiscard]] bool begin_reading(Link* link, View message, bool withheld, Step& step);
  void read(Link* link, View text, bool withheld, Step& step);
  void take(Frame& frame) OREAD_OVERRIDE;
  void route_frame(Frame& frame, Step& step);
  void follow_links(Step& step);
  void settle(Step& step);
  void ask_for_user() { authorizer.ask(AuthKind::User, {}); }
};

/// False if a message must not be decoded. `link`: null if it must be dropped.
bool Meeting::begin_reading(Link* link, View message, bool withheld, Step& step) {
  if (link == nullptr) return false;
  if (withheld || message.size() > options.limits.message_bytes) {
    connection.unexpected(*link, "too large", step);
    return false;
  }
  reading = link;
  if (kUses.pauses) link->end_pause();
  return true;
}

void Meeting::read(Link* link, View text, bool withheld, Step& step) {
  if (!begin_reading(link, text, withheld, step)) return;
  read_text = text;
  link->session().decode(text, *this);
}

void Meeting::take(Frame& frame) {
  // A frame may have ended the link; what comes behind it comes too late.
  if (reading->has_ended()) return;
  route_frame(frame, current);
  settle(current);
}

void Meeting::route_frame(Frame& frame, Step& step) {
  Link& link = *reading;
  const bool greeting = link.is_greeting();
  switch (frame.kind) {
    case Frame::Kind::Nothing:
      if (kUses.pauses && frame.pause > Millis{0}) link.pause_until(step.now + frame.pause);
      return;
    case Frame::Kind::Reply: link.send(frame.text, step, frame.is_binary); return;
    case Frame::Kind::Welcome: connection.welcomed(link, frame, step); return;
    case Frame::Kind::Bad: connection.unexpected(link, frame.text, step); return;
    case Frame::Kind::Error:
      connection.server_error(
          link, frame,
          !greeting && (user.take_refusal(frame, step) || directory.take_refusal(frame, step)),
          step);
      if (!greeting) directory.tell(frame, step);
      return;
    case Frame::Kind::Closed:
      if (kUses.closing_frames) connection.closed_by_server(link, frame, step);
      return;
    default: break;
  }
  if (greeting) {
    connection.unexpected(link, "not a greeting", step);
  } else if (frame.kind == Frame::Kind::SignedIn) {
    if (user.confirmed(frame, step)) directory.hold_for_user(frame.user_id, step);
  } else if (frame.kind == Frame::Kind::Watchlist) {
    step.does(std::move(frame.watchlist));
  } else {
    directory.take(frame, read_text, step);
  }
}

/// Tells the other parts what happened to the links. The sign-in goes first: presence may need to
/// know who we are.
void Meeting::follow_links(Step& step) {
  const Connection::Changes changes = connection.take_changes();
  if (changes.lost) {
    authorizer.cancel_all(step);
    user.link_down();
    directory.link_down(step);
  }
  if (dialect->asks() != Asks::Nothing) {
    if (changes.ended || changes.gained) authorizer.cancel(AuthKind::Connection, {}, step);
    if (changes.asks) authorizer.ask(AuthKind::Connection, {});
  }
  if (!changes.gained) return;
  authorizer.link_up(connection.socket_id());
  if (user.link_up()) ask_for_user();
  directory.link_up(step);
}

/// What must happen after every input and every frame, whatever it was. The order matters: a lost
/// link cancels requests before a place for the next one is looked for, and a channel that was left
/// sends no more whispers.
void Meeting::settle(Step& step) {
  follow_links(step);
  authorizer.start_queued(step);
  directory.settle(step);
}

}  // namespace

void AuthDesk::ask(View channel) {
  static_cast<Meeting&>(*this).authorizer.ask(AuthKind::Channel, channel);
}

void AuthDesk::withdraw(View channel, Step& step) {
  static_cast<Meeting&>(*this).authorizer.cancel(AuthKind::Channel, channel, step);
}

void AuthClient::answered(AuthKind kind, View channel, View body, Step& step) {
  auto& all = static_cast<Meeting&>(*this);
  Grant grant;
  const char* problem = all.dialect->read_grant(body, all.dialect->traits(channel), kind, grant);
  if (problem != nullptr) {
    denied(kind, channel, {Errc::AuthBadResponse, 200, Text(problem)}, false, step);
  } else if (kind == AuthKind::User) {
    all.user.granted(step);
    all.connection.live()->sign_in(grant, step);
  } else if (kUses.connection_credentials && kind == AuthKind::Connection) {
    all.connection.granted(grant, step);
  } else {
    all.directory.granted(channel, grant, step);
  }
}

void AuthClient::denied(AuthKind kind, View channel, const Error& error, bool retrying,
                        Step& step) {
  auto& all = static_cast<Meeting&>(*this);
  if (kind == AuthKind::User) {
    all.user.denied(error, retrying, step);
  } else if (kUses.connection_credentials && kind == AuthKind::Connection) {
    all.connection.denied(error, Millis{0}, step);
  } else {
    all.directory.denied(channel, error, retrying, step);
  }
}

void AuthClient::postponed(const Error& error, Millis retry_after, Step& step) {
  // The connection has delays of its own, and asks again for the next attempt.
  static_cast<Meeting&>(*this).connection.denied(error, retry_after, step);
}

#ifdef OREAD_LEAN
// The only sink in a lean build.
void FrameSink::take(Frame& frame) {
  static_cast<Meeting&>(*this).take(frame);
}
#endif

struct Engine::Parts final : Meeting {
  using Meeting::Meeting;
};

#ifdef OREAD_LEAN
Engine::Engine(const Options& options, const Addresses& addresses)
    : parts_(std::make_unique<Parts>(options, std::make_unique<Dialect>(addresses))) {}
#else
Engine::Engine(const Options& options, std::unique_ptr<Dialect> dialect)
    : parts_(std::make_unique<Parts>(options, std::move(dialect))) {}
#endif
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

Step& Engine::begin(Time now, EffectSink& sink) {
  Step& step = parts_->current;
  step.now = std::max(step.now, now);
  step.sink = &sink;
  return step;
}

void Engine::give(const in::Connect& /*wish*/, Step& step) {
  parts_->connection.connect(step);
}

void Engine::give(const in::Disconnect& /*wish*/, Step& step) {
  parts_->connection.disconnect(step);
  parts_->directory.forget_members();
}

void Engine::give(const in::Subscribe& wish, Step& step) {
  parts_->directory.subscribe(wish.channel, wish.lease, step);
}

void Engine::give(const in::Unsubscribe& wish, Step& step) {
  parts_->directory.unsubscribe(wish.channel, wish.lease, step);
}

void Engine::give(const in::Whisper& wish, Step& step) {
  parts_->directory.whisper(wish, step);
}

void Engine::give(const in::SignIn& /*wish*/, Step& /*step*/) {
  if (parts_->user.ask(bool{parts_->connection.live()})) parts_->ask_for_user();
}

void Engine::give(const in::LinkOpened& fact, Step& step) {
  parts_->connection.opened(fact.link, step);
}

void Engine::give(const in::LinkText& fact, Step& step) {
  if (kUses.upgrades && parts_->connection.upgrade_heard(fact, step)) return;
  parts_->read(parts_->connection.heard(fact.link, step.now), fact.text, fact.withheld, step);
}

void Engine::give(const in::LinkClosed& fact, Step& step) {
  parts_->connection.closed(fact, step);
}

void Engine::give(const in::LinkBinary& fact, Step& step) {
  Link* const link = parts_->connection.heard(fact.link, step.now);
  if (!kUses.binary || !parts_->begin_reading(link, fact.bytes, false, step)) return;
  parts_->read_text = {};
  link->session().decode_binary(fact.bytes, *parts_);
}

void Engine::give(const in::RequestAnswered& fact, Step& step) {
  Link* const link = parts_->connection.answered(fact, step);
  parts_->read(link, fact.body, false, step);
  if (link != nullptr) link->poll(step);
}

void Engine::give(const in::Receipt& fact, Step& step) {
  (void)parts_->connection.heard(fact.link, std::min(fact.at, step.now));
}

void Engine::give(const in::AuthAnswered& fact, Step& step) {
  parts_->authorizer.take(fact, step);
}

void Engine::give(const in::AuthFailed& fact, Step& step) {
  parts_->authorizer.take(fact, step);
}

void Engine::give(const in::Refreshed& fact, Step& step) {
  parts_->authorizer.refreshed(fact.ok, step);
}

void Engine::give(const in::DecryptionReady& fact, Step& step) {
  parts_->directory.decryption_ready(fact, step);
}

void Engine::give(const in::Decrypted& fact, Step& step) {
  parts_->directory.decrypted(fact, step);
}

void Engine::give(const in::OnlineChanged& fact, Step& step) {
  parts_->connection.online_changed(fact.online, step);
}

void Engine::give(const in::Woke& fact, Step& step) {
  parts_->connection.woke(fact.reason, step);
}

void Engine::give(const in::Suspended& /*fact*/, Step& step) {
  parts_->connection.suspended(step);
}

void Engine::give(const in::Emit& wish, Step& step) {
  if (kUses.replies) parts_->directory.emit(wish, step);
}

void Engine::give(const in::Reply& wish, Step& step) {
  if (kUses.replies) parts_->directory.reply(wish, step);
}

void Engine::give(const in::Tick& /*fact*/, Step& step) {
  if (Link* const link = kUses.pauses ? parts_->connection.pause_over(step.now) : nullptr) {
    parts_->reading = link;
    parts_->read_text = {};
    link->session().nothing_came(*parts_);
  }
  parts_->connection.tick(step);
  // A link that has just been given up takes the timers of its requests with it.
  parts_->follow_links(step);
  parts_->authorizer.tick(step);
  parts_->user.tick(step);
  parts_->directory.tick(step);
}

void Engine::settle(Step& step) {
  parts_->settle(step);
  parts_->connection.settle(step);
  // It gives up a link for which too much waits.
  if (kUses.requests) parts_->settle(step);
}

std::optional<Time> Engine::deadline() const {
  const Time next = earlier(earlier(parts_->connection.deadline(), parts_->authorizer.deadline()),
                            earlier(parts_->user.deadline(), parts_->directory.deadline()));
  if (next == kNever) return std::nullopt;
  return next;
}

ConnectionStatus Engine::status() const {
  return parts_->connection.status();
}
View Engine::socket_id() const {
  return parts_->connection.socket_id();
}
ChannelState Engine::state_of(View channel) const {
  return parts_->directory.state_of(channel);
}

#ifndef OREAD_LEAN
std::string_view Engine::connection_state() const {
  return parts_->connection.state_name();
}

std::string_view Engine::next_timer() const {
  NextTimer next;
  parts_->connection.timers(next);
  parts_->authorizer.timers(next);
  parts_->user.timers(next);
  parts_->directory.timers(next);
  return next.name();
}

std::string_view Engine::broken_invariant() const {
  const bool live{parts_->connection.live()};
  const std::string_view parts[] = {parts_->connection.broken_invariant(),
                                    parts_->authorizer.broken_invariant(live),
                                    parts_->directory.broken_invariant()};
  for (const std::string_view broken : parts) {
    if (!broken.empty()) return broken;
  }
  if (next_timer().empty() == deadline().has_value()) return "a deadline has a name";
  return {};
}
#endif

}  // namespace oread
