// Where everything meets: an input goes to the part that it concerns, and what one part finds out
// is told to the others. Each part is a folder: `connection/` (one link, when to try again),
// `channel/` (who wants what), `auth/` (signatures, the user), `dialect/` (what the wire says).
// They do not know each other.
#include "oread/engine.hpp"

#include <algorithm>
#include <utility>

#include "auth/authorizer.hpp"
#include "auth/user_session.hpp"
#include "channel/directory.hpp"
#include "connection/connection.hpp"
#include "support/match.hpp"

namespace oread {

struct Engine::Parts final : private AuthDesk {
  Parts(const Options& given, std::unique_ptr<Dialect> spoken)
      : options(given),
        dialect(std::move(spoken)),
        connection(options, *dialect),
        authorizer(options, connection.jitter()),
        user(options),
        directory(options, *dialect, connection.jitter(), *this) {}

  Options options;
  std::unique_ptr<Dialect> dialect;
  Connection connection;
  Authorizer authorizer;
  UserSession user;
  Directory directory;
  LinkId served_link;  ///< The live link that the other parts know of.
  Time now{};
  std::vector<Frame> frames;

  void dispatch(Input& input, Step& step);
  void read(const in::LinkText& received, Step& step);
  void take(Frame& frame, std::string_view text, Step& step);
  void take(std::optional<AuthOutcome> outcome, Step& step);
  void take(std::vector<AuthOutcome>& outcomes, Step& step);
  void follow_link(Step& step);
  void ask_for_user(Step& step) {
    authorizer.ask(AuthKind::User, {}, connection.socket_id(), step);
  }

  // What a channel turns to.
  void ask(const std::string& channel, Step& step) override {
    authorizer.ask(AuthKind::Channel, channel, connection.socket_id(), step);
  }
  void withdraw(const std::string& channel, Step& step) override {
    authorizer.cancel(channel, step);
  }
};

void Engine::Parts::dispatch(Input& input, Step& step) {
  std::visit(
      Match{
          [&](in::Connect&) { connection.connect(step); },
          [&](in::Disconnect&) { connection.disconnect(step); },
          [&](in::Subscribe& wish) { directory.subscribe(wish.channel, wish.lease, step); },
          [&](in::Unsubscribe& wish) { directory.unsubscribe(wish.channel, wish.lease, step); },
          [&](in::Whisper& wish) { directory.whisper(std::move(wish), step); },
          [&](in::SignIn&) {
            if (user.ask(bool{connection.live_link()})) ask_for_user(step);
          },
          [&](in::LinkOpened& fact) { connection.opened(fact.link, step); },
          [&](in::LinkText& fact) { read(fact, step); },
          [&](in::LinkClosed& fact) { connection.closed(fact, step); },
          [&](in::Receipt& fact) {
            (void)connection.heard(fact.link, std::min(fact.at, step.now));
          },
          [&](in::AuthAnswered& fact) { take(authorizer.answered(std::move(fact), step), step); },
          [&](in::AuthFailed& fact) { take(authorizer.failed(std::move(fact), step), step); },
          [&](in::Refreshed& fact) {
            std::vector<AuthOutcome> outcomes;
            authorizer.refreshed(fact.ok, step, outcomes);
            take(outcomes, step);
          },
          [&](in::DecryptionReady& fact) { directory.decryption_ready(fact.ok, step); },
          [&](in::Decrypted& fact) { directory.decrypted(std::move(fact), step); },
          [&](in::OnlineChanged& fact) { connection.online_changed(fact.online, step); },
          [&](in::Woke& fact) { connection.woke(fact.reason, step); },
          [&](in::Suspended&) { connection.suspended(step); },
          [&](in::Tick&) {
            connection.tick(step);
            follow_link(step);
            std::vector<AuthOutcome> outcomes;
            authorizer.tick(step, outcomes);
            take(outcomes, step);
            user.tick(step);
            directory.tick(step);
          },
      },
      input);
  follow_link(step);
}

void Engine::Parts::read(const in::LinkText& received, Step& step) {
  if (!connection.heard(received.link, step.now)) return;
  if (received.text.size() > options.limits.message_bytes) {
    connection.baffled("text too large", step);
    return;
  }
  frames.clear();
  dialect->decode(received.text, frames);
  for (Frame& frame : frames) {
    take(frame, received.text, step);
    follow_link(step);
    // A frame may have ended the link; what came behind it came too late.
    if (!connection.heard(received.link, step.now)) return;
  }
}

void Engine::Parts::take(Frame& frame, std::string_view text, Step& step) {
  switch (frame.kind) {
    case Frame::Kind::Nothing:
      return;
    case Frame::Kind::Reply:
      connection.send(std::move(frame.text), step);
      return;
    case Frame::Kind::Welcome:
      connection.welcomed(frame, step);
      return;
    case Frame::Kind::Error: {
      const bool answers_us =
          !connection.greeting() && (user.answers(frame, step) || directory.answers(frame, step));
      connection.refused(frame, answers_us, step);
      return;
    }
    case Frame::Kind::Bad:
      connection.baffled(frame.text, step);
      return;
    default:
      break;
  }
  if (connection.greeting()) {
    connection.baffled("not a greeting", step);
  } else if (frame.kind == Frame::Kind::SignedIn) {
    if (!user.confirmed(frame, step)) return;
    directory.set_user(frame.user_id);
    const std::string channel = dialect->user_channel(frame.user_id);
    if (!channel.empty()) directory.hold_for_user(channel, step);
  } else if (frame.kind == Frame::Kind::Watchlist) {
    event::WatchlistChanged changed{frame.online, {}};
    for (Member& member : frame.members) changed.user_ids.push_back(std::move(member.id));
    step.tells(std::move(changed));
  } else {
    directory.take(frame, text, step);
  }
}

void Engine::Parts::take(std::optional<AuthOutcome> outcome, Step& step) {
  if (!outcome) return;
  const bool for_user = outcome->kind == AuthKind::User;
  Grant grant;
  if (outcome->error.code == Errc::None) {
    const ChannelTraits traits = dialect->traits(outcome->channel);
    if (auto error = dialect->read_grant(outcome->body, traits, for_user, grant))
      outcome->error = std::move(*error);
  }
  const bool granted = outcome->error.code == Errc::None;
  if (!for_user) {
    if (granted) {
      directory.granted(outcome->channel, std::move(grant), step);
    } else {
      directory.denied(outcome->channel, std::move(outcome->error), outcome->retrying, step);
    }
  } else if (granted) {
    user.granted(step);
    connection.send(dialect->sign_in(grant), step);
  } else {
    user.denied(std::move(outcome->error), outcome->retrying, step);
  }
}

void Engine::Parts::take(std::vector<AuthOutcome>& outcomes, Step& step) {
  for (AuthOutcome& outcome : outcomes) take(std::move(outcome), step);
}

/// Tells the other parts when the live link changed. The sign-in goes first: presence may need to
/// know who we are.
void Engine::Parts::follow_link(Step& step) {
  const LinkId live = connection.live_link();
  if (live == served_link) return;
  if (served_link) {
    authorizer.cancel_all(step);
    user.link_down();
    directory.link_down(step);
  }
  served_link = live;
  if (!live) return;
  if (user.link_up()) ask_for_user(step);
  directory.link_up(live, step);
}

Engine::Engine(const Options& options, std::unique_ptr<Dialect> dialect)
    : parts_(std::make_unique<Parts>(options, std::move(dialect))) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

Effects Engine::handle(Input input, Time now) {
  parts_->now = std::max(parts_->now, now);
  Effects effects;
  Step step{parts_->now, effects};
  parts_->dispatch(input, step);
  return effects;
}

std::optional<Time> Engine::deadline() const {
  return earlier(earlier(parts_->connection.deadline(), parts_->authorizer.deadline()),
                 earlier(parts_->user.deadline(), parts_->directory.deadline()));
}

ConnectionStatus Engine::status() const {
  return parts_->connection.status();
}
std::string_view Engine::socket_id() const {
  return parts_->connection.socket_id();
}
ChannelState Engine::state_of(std::string_view channel) const {
  return parts_->directory.state_of(channel);
}

}  // namespace oread
