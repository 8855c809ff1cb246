#include "host.hpp"

#include <cstdio>
#include <exception>
#include <utility>

#include "entropy.hpp"
#include "oread/native/describe.hpp"
#include "secret_box.hpp"

namespace oread::native {
namespace {

Engine make_engine(const ClientOptions& options) {
  Options engine = options.engine;
  engine.seed = random_seed();
  engine.auth.can_refresh = static_cast<bool>(options.auth.refresh);
  return Engine(engine, make_dialect(options.server));
}

// Runs the app's code. An exception must neither lose the following effects nor end the program.
template <class Code>
bool guarded(const char* what, Code code) {
  try {
    code();
    return true;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "oread: %s threw: %s\n", what, error.what());
  } catch (...) {
    std::fprintf(stderr, "oread: %s threw\n", what);
  }
  return false;
}

// Errors become sentences only here: the engine has none, and every event needs one.
void put_into_words(Event& event) {
  const auto describe_if_any = [](Error& error) {
    if (error.code != Errc::None) error.text = describe(error);
  };
  if (auto* change = std::get_if<event::ConnectionChanged>(&event)) describe_if_any(change->why);
  if (auto* retry = std::get_if<event::RetryScheduled>(&event)) describe_if_any(retry->why);
  if (auto* wrong = std::get_if<event::ConnectionError>(&event)) describe_if_any(wrong->error);
  if (auto* failed = std::get_if<event::SubscribeFailed>(&event)) describe_if_any(failed->error);
  if (auto* failed = std::get_if<event::SignInFailed>(&event)) describe_if_any(failed->error);
}

}  // namespace

Client::Host::Host(Loop& loop, const ClientOptions& options, OnEvent on_event)
    : loop_(loop),
      tls_(options.tls),
      handshake_headers_(options.handshake_headers),
      refresh_(options.auth.refresh),
      on_event_(std::move(on_event)),
      auth_(loop.core(), options.auth, options.tls, options.engine.limits.auth_bytes,
            [this](Input input) { tell(std::move(input)); }),
      link_requests_(loop.core(), options.tls, options.handshake_headers,
                     options.engine.limits.message_bytes,
                     [this](Input input) { tell(std::move(input)); }),
      wake_up_(loop.core()),
      driver_(make_engine(options), *this) {
  link_limits_.message_bytes = options.engine.limits.message_bytes;
}

void Client::Host::tell(Input input) {
  const auto keep = shared_from_this();
  driver_.tell(std::move(input));
}

void Client::Host::close() {
  driver_.stop();
  auth_.cancel_all();
  links_.clear();
  link_requests_.abort_all();
}

void Client::Host::wake_at(std::optional<Time> at) {
  if (!at) return wake_up_.disarm();
  wake_up_.arm(*at, [this] { tell(in::Tick{}); });
}

void Client::Host::perform(effect::OpenLink& effect) {
  const LinkId id = effect.link;
  Result<Url> url = parse_url(effect.url);
  if (!url.ok()) return driver_.tell(in::LinkClosed{id, 1006, url.error().text});
  LinkEvents events;
  events.opened = [this, id] { tell(in::LinkOpened{id}); };
  events.text = [this, id](std::string text) { tell(in::LinkText{id, std::move(text)}); };
  events.binary = [this, id](std::string bytes) { tell(in::LinkBinary{id, std::move(bytes)}); };
  events.closed = [this, id](std::uint16_t code, std::string reason) {
    // Destroy the link only after this call: the link is the caller.
    const auto gone = links_.extract(id);
    tell(in::LinkClosed{id, code, std::move(reason)});
  };
  links_[id] = std::make_unique<Link>(
      loop_.core(), DialOptions{std::move(url).value(), tls_, "", handshake_headers_}, link_limits_,
      std::move(events));
}

void Client::Host::perform(effect::SendText& effect) {
  const auto link = links_.find(effect.link);
  if (link != links_.end()) link->second->send(effect.text);
}

void Client::Host::perform(effect::SendBinary& effect) {
  const auto link = links_.find(effect.link);
  if (link != links_.end()) link->second->send_binary(effect.bytes);
}

void Client::Host::perform(effect::SendRequest& effect) {
  link_requests_.send(effect);
}

void Client::Host::perform(effect::CloseLink& effect) {
  link_requests_.abort(effect.link);
  const auto link = links_.extract(effect.link);
  if (!link.empty()) link.mapped()->close(effect.code);
}

void Client::Host::perform(effect::Authorize& effect) {
  auth_.ask(effect);
}

void Client::Host::perform(effect::CancelAuth& effect) {
  overdue_ = auth_.cancel(effect.request);
}

void Client::Host::perform(effect::RefreshCredentials& /*effect*/) {
  // The answer may come from any thread, twice, or after the client is destroyed.
  Loop& loop = loop_;
  const auto answer = [&loop, weak = weak_from_this()](bool ok) {
    loop.post([weak, ok] {
      if (const auto host = weak.lock()) host->tell(in::Refreshed{ok});
    });
  };
  if (!guarded("the refresh of credentials", [&] { refresh_(answer); })) answer(false);
}

void Client::Host::perform(effect::LoadDecryption& /*effect*/) {
  driver_.tell(in::DecryptionReady{prepare_secret_box()});
}

void Client::Host::perform(effect::Decrypt& effect) {
  std::optional<std::string> plain = open_secret_box(effect.key, effect.nonce, effect.ciphertext);
  const bool ok = plain.has_value();
  driver_.tell(in::Decrypted{effect.request, ok, std::move(plain).value_or("")});
}

void Client::Host::perform(effect::Announce& effect) {
  if (const auto* change = std::get_if<event::ConnectionChanged>(&effect.event)) mirror(*change);
  name_overdue_endpoint(effect.event);
  put_into_words(effect.event);
  if (on_event_) guarded("a listener", [&] { on_event_(effect.event); });
}

// Immediately after an auth request is cancelled, a timeout is that of the auth endpoint.
void Client::Host::name_overdue_endpoint(Event& event) {
  const auto overdue = std::exchange(overdue_, std::nullopt);
  if (!overdue) return;
  Error* error = nullptr;
  if (auto* it = std::get_if<event::SubscribeFailed>(&event)) {
    if (it->channel == overdue->channel) error = &it->error;
  } else if (auto* user = std::get_if<event::SignInFailed>(&event)) {
    if (overdue->channel.empty()) error = &user->error;
  }
  if (error == nullptr || error->code != Errc::Timeout || !error->text.empty()) return;
  error->text = "the auth endpoint at " + overdue->place + " did not respond in time";
}

void Client::Host::mirror(const event::ConnectionChanged& change) {
  const std::lock_guard lock(mutex_);
  status_ = change.current;
  socket_id_ = change.socket_id;
}

ConnectionStatus Client::Host::status() const {
  const std::lock_guard lock(mutex_);
  return status_;
}

std::string Client::Host::socket_id() const {
  const std::lock_guard lock(mutex_);
  return socket_id_;
}

RequestId Client::Host::next_whisper() {
  const std::lock_guard lock(mutex_);
  ++last_whisper_.value;
  return last_whisper_;
}

}  // namespace oread::native
