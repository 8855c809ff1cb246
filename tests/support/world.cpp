#include "support/world.hpp"

#include <utility>

namespace oread::test {

namespace {

/// More ticks without time passing than a correct engine needs.
constexpr int kTicksAtOnce = 50;

}  // namespace

World::World(const Options& options, std::shared_ptr<const GoodServer> server)
    : server_(std::move(server)), engine_(options, server_->dialect()) {
  if (const auto error = check(options)) offend("bad options: " + error->text);
}

Effects World::give(Input input) {
  note(input);
  const bool is_tick = std::holds_alternative<in::Tick>(input);
  Effects effects = engine_.handle(std::move(input), now_);
  for (const Effect& effect : effects) watch(effect);
  if (const auto broken = engine_.broken_invariant(); !broken.empty()) {
    offend("broken: " + std::string(broken));
  }
  if (is_tick && engine_.deadline() && *engine_.deadline() <= now_) {
    // A deadline that a Tick does not move would make the host spin.
    int ticks = 0;
    while (engine_.deadline() && *engine_.deadline() <= now_ && ++ticks < kTicksAtOnce) {
      for (Effect& effect : engine_.handle(in::Tick{}, now_)) {
        watch(effect);
        effects.push_back(std::move(effect));
      }
    }
    if (ticks == kTicksAtOnce) offend("a Tick does not move the deadline");
  }
  return effects;
}

Effects World::pass(Millis span) {
  const Time end = now_ + span;
  Effects all;
  while (engine_.deadline() && *engine_.deadline() <= end) {
    now_ = std::max(now_, *engine_.deadline());
    for (Effect& effect : give(in::Tick{})) all.push_back(std::move(effect));
    if (!offences_.empty()) return all;
  }
  now_ = end;
  return all;
}

Effects World::freeze(Millis span) {
  now_ += span;
  return give(in::Tick{});
}

void World::be_good(Millis span) {
  const Time end = now_ + span;
  // Requests made before the world became good are answered, too.
  if (link_) pending_.push_back(effect::OpenLink{link_, {}});
  for (const auto& [id, request] : asking_) pending_.push_back(request);
  give(in::Refreshed{true});
  give(in::DecryptionReady{true});
  give(in::OnlineChanged{true});
  while (offences_.empty()) {
    while (!pending_.empty()) {
      const Effects batch = std::exchange(pending_, {});
      for (const Effect& effect : batch) answer(effect);
    }
    if (!engine_.deadline() || *engine_.deadline() > end) break;
    now_ = std::max(now_, *engine_.deadline());
    for (Effect& effect : give(in::Tick{})) pending_.push_back(std::move(effect));
  }
  now_ = std::max(now_, end);
}

void World::note(const Input& input) {
  if (const auto* opened = std::get_if<in::LinkOpened>(&input); opened && opened->link == link_)
    link_is_open_ = true;
  if (const auto* closed = std::get_if<in::LinkClosed>(&input)) {
    if (closed->link == link_) link_ = {};
    if (closed->link == upgrade_) upgrade_ = {};
  }
  if (const auto* opened = std::get_if<in::LinkOpened>(&input); opened && opened->link == upgrade_)
    upgrade_is_open_ = true;
  if (const auto* answer = std::get_if<in::RequestAnswered>(&input);
      answer && answer->link == link_ && answer->request == poll_) {
    poll_ = {};
  }
  if (const auto* wish = std::get_if<in::Subscribe>(&input)) wanted_.insert(wish->channel);
  if (const auto* wish = std::get_if<in::Whisper>(&input)) whispers_.insert(wish->request.value);
  if (const auto* wish = std::get_if<in::Emit>(&input)) {
    whispers_.insert(wish->request.value);
    if (wish->wants_reply) awaits_reply_.insert(wish->request.value);
  }
  if (const auto* answer = std::get_if<in::AuthAnswered>(&input))
    asking_.erase(answer->request.value);
  if (const auto* answer = std::get_if<in::AuthFailed>(&input))
    asking_.erase(answer->request.value);
}

void World::watch(const Effect& effect) {
  if (const auto* open = std::get_if<effect::OpenLink>(&effect)) {
    if (link_ && requests_carry_it_ && !upgrade_) {
      opens_upgrade(open->link);
    } else {
      opens(open->link);
    }
  } else if (const auto* request = std::get_if<effect::SendRequest>(&effect)) {
    if (request->link != link_) opens(request->link);
    link_is_open_ = requests_carry_it_ = true;
    if (request->body.empty()) {
      if (poll_) offend("a link polls twice at a time");
      poll_ = request->request;
    }
    check_signature(request->body);
  } else if (const auto* send = std::get_if<effect::SendText>(&effect);
             send && upgrade_ && send->link == upgrade_) {
    sends_to_upgrade(send->text);
  } else if (send) {
    if (send->link != link_ || !link_is_open_)
      offend("a text for a link that is not open: " + send->text);
    check_signature(send->text);
  } else if (const auto* close = std::get_if<effect::CloseLink>(&effect);
             close && upgrade_ && close->link == upgrade_) {
    upgrade_ = {};
  } else if (close) {
    if (close->link != link_) offend("a link is closed that is not there");
    link_ = {};
  } else if (const auto* ask = std::get_if<effect::Authorize>(&effect)) {
    const View socket = ask->kind == AuthKind::Connection ? View() : engine_.socket_id();
    if (ask->socket_id != socket) offend("a signature is asked for an old socket");
    asking_[ask->request.value] = *ask;
  } else if (const auto* cancel = std::get_if<effect::CancelAuth>(&effect)) {
    asking_.erase(cancel->request.value);
  } else if (const auto* news = std::get_if<effect::Announce>(&effect)) {
    if (const auto* settled = std::get_if<event::WhisperSettled>(&news->event)) {
      if (whispers_.erase(settled->request.value) == 0) offend("a whisper is settled twice");
      if (settled->outcome != Errc::None) awaits_reply_.erase(settled->request.value);
    } else if (const auto* replied = std::get_if<event::Replied>(&news->event)) {
      if (whispers_.contains(replied->request.value)) offend("an answer comes before it was sent");
      if (awaits_reply_.erase(replied->request.value) == 0) offend("an answer comes twice");
    } else if (const auto* changed = std::get_if<event::ChannelChanged>(&news->event)) {
      if (changed->state == ChannelState::Left) wanted_.erase(changed->channel);
    } else if (const auto* failed = std::get_if<event::SubscribeFailed>(&news->event)) {
      if (failed->error.code == Errc::BadChannelName || failed->error.code == Errc::TooLarge) {
        wanted_.erase(failed->channel);
      }
    }
  }
}

void World::opens(LinkId link) {
  if (link_) offend("a second link is opened while one lives");
  if (link.value <= last_link_) offend("a link id is used twice");
  link_ = link;
  last_link_ = link.value;
  link_is_open_ = false;
  is_greeted_ = false;
  poll_ = {};
  upgrade_ = {};
  requests_carry_it_ = false;
}

void World::opens_upgrade(LinkId socket) {
  if (socket.value <= last_link_) offend("a link id is used twice");
  last_link_ = socket.value;
  upgrade_ = socket;
  upgrade_is_open_ = upgrade_was_asked_ = false;
}

/// The first text asks the server; with the second one the socket has taken over.
void World::sends_to_upgrade(const std::string& text) {
  if (!upgrade_is_open_) offend("a text for a socket that is not open: " + text);
  if (!upgrade_was_asked_) {
    upgrade_was_asked_ = true;
    return;
  }
  if (poll_) offend("a socket takes over from a poll that is under way");
  link_ = upgrade_;
  link_is_open_ = true;
  requests_carry_it_ = false;
  upgrade_ = {};
}

/// The good endpoint puts the socket's id into its signature.
void World::check_signature(const std::string& text) {
  constexpr std::string_view kMark = "for-socket:";
  const auto at = text.find(kMark);
  if (at == std::string::npos || text.starts_with("hello ")) return;
  if (!text.substr(at + kMark.size()).starts_with(engine_.socket_id())) {
    offend("a signature for an old socket is sent: " + text);
  }
}

Input World::message(const std::string& text) const {
  if (!poll_) return in::LinkText{link_, text};
  return in::RequestAnswered{link_, poll_, 200, text};
}

void World::tell(Input input) {
  for (Effect& caused : give(std::move(input))) pending_.push_back(std::move(caused));
}

void World::greet() {
  ++socket_;
  is_greeted_ = true;
  const std::string socket_id = std::to_string(socket_) + '.' + std::to_string(socket_);
  for (const std::string& text : server_->greeting(socket_id)) tell(message(text));
}

void World::answer(const Effect& effect) {
  if (const auto* open = std::get_if<effect::OpenLink>(&effect)) {
    if (open->link && open->link == upgrade_) return tell(in::LinkOpened{upgrade_});
    if (open->link != link_) return;
    if (!link_is_open_) tell(in::LinkOpened{open->link});
    if (server_->greets_first()) greet();
  } else if (const auto* request = std::get_if<effect::SendRequest>(&effect)) {
    if (request->link != link_) return;
    if (request->body.empty()) {
      if (!is_greeted_ && server_->greets_first()) greet();
      return;
    }
    tell(in::RequestAnswered{link_, request->request, 200, ""});
    answer_text(request->body);
  } else if (const auto* send = std::get_if<effect::SendText>(&effect)) {
    if (send->link == link_) answer_text(send->text);
    if (send->link && send->link == upgrade_) {
      tell(in::LinkText{upgrade_, server_->answer(send->text)});
      // The server lets the poll go, so that the socket can take over.
      if (poll_) tell(in::RequestAnswered{link_, poll_, 200, server_->acknowledgement({})});
    }
  } else if (const auto* ask = std::get_if<effect::Authorize>(&effect)) {
    tell(in::AuthAnswered{ask->request, 200, false, 0, server_->grant(*ask)});
  } else if (std::holds_alternative<effect::RefreshCredentials>(effect)) {
    tell(in::Refreshed{true});
  } else if (std::holds_alternative<effect::LoadDecryption>(effect)) {
    tell(in::DecryptionReady{true});
  } else if (const auto* decrypt = std::get_if<effect::Decrypt>(&effect)) {
    tell(in::Decrypted{decrypt->request, true, "{}"});
  }
}

void World::answer_text(const std::string& text) {
  if (!is_greeted_ && !server_->greets_first()) return greet();
  const std::string answer = server_->answer(text);
  if (!answer.empty()) tell(message(answer));
}

std::string World::unsettled() const {
  const ConnectionStatus status = engine_.status();
  if (status == ConnectionStatus::Disconnected) return {};
  if (status != ConnectionStatus::Connected) return "the connection is stuck";
  for (const std::string& channel : wanted_) {
    const ChannelState state = engine_.state_of(channel);
    if (state == ChannelState::Subscribed || state == ChannelState::Failed) continue;
    return channel + " is stuck in state " + std::to_string(static_cast<int>(state));
  }
  return {};
}

}  // namespace oread::test
