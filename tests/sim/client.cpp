#include "client.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

namespace oread::sim {
namespace {

constexpr std::size_t kOldNews = 32;

}  // namespace

Client::Client(std::size_t index, const Options& options, std::unique_ptr<Speech> speech,
               Surroundings world)
    : index_(index),
      options_(options),
      world_(world),
      speech_(std::move(speech)),
      gateway_(
          speech_->gateway({index, user_id(), world.schedule, world.random, world.network, *this})),
      rules_(index, options_, *speech_, world.verdict),
      engine_(options_, speech_->dialect()) {}

void Client::give(Input input) {
  if (asleep_) {
    waiting_.push_back(std::move(input));
  } else {
    handle(std::move(input), world_.schedule.now());
  }
}

void Client::handle(Input input, Time at) {
  if (world_.verdict.broken()) return;
  rules_.before(input, at);
  if (world_.weather.echoes != 0 && old_news_.size() < kOldNews &&
      input.index() >= Input(in::LinkOpened{}).index()) {
    old_news_.push_back(input);
  }
  const bool woke = std::holds_alternative<in::Woke>(input);
  trace::Step step;
  if (world_.record) step = {at, input, {}, {}};
  const Effects effects = engine_.handle(std::move(input), at);
  for (const Effect& effect : effects) rules_.saw(effect);
  for (const Effect& effect : effects) carry_out(effect);
  rules_.after(engine_.deadline(), engine_.broken_invariant());
  if (world_.record) {
    for (const Effect& effect : effects) step.effects.push_back(trace::to_text(effect));
    step.deadline = engine_.deadline();
    recorded_.push_back(std::move(step));
  }
  arm();
  // A client that must not ping cannot know.
  if (woke && speech_->can_ping()) expect_verdict();
}

/// Right after waking up, the engine must soon know whether the connection still works.
void Client::expect_verdict() {
  const Time begun = world_.schedule.now();
  // 100 ms for requests made at the same moment.
  world_.schedule.in(std::chrono::seconds(3) + Millis(100), [this, begun, link = rules_.link()] {
    if (asleep_ || punctual_since_ > begun || rules_.link() != link) return;
    if (rules_.status() != ConnectionStatus::Connected || rules_.heard_at() >= begun) return;
    world_.verdict.breach({"A link is verified or given up within 3 s of a wake-up.",
                           {},
                           index_,
                           world_.schedule.now()});
  });
}

void Client::carry_out(const Effect& effect) {
  std::visit(
      [this](const auto& one) {
        using T = std::decay_t<decltype(one)>;
        if constexpr (std::is_same_v<T, effect::OpenLink> || std::is_same_v<T, effect::SendText> ||
                      std::is_same_v<T, effect::SendRequest> ||
                      std::is_same_v<T, effect::CloseLink>) {
          gateway_->carry_out(one);
        } else if constexpr (std::is_same_v<T, effect::Authorize>) {
          // A cancelled request may still be answered: not every host can abort.
          world_.desk.ask(one, user_id(), [this](Input answer) { give(std::move(answer)); });
        } else if constexpr (std::is_same_v<T, effect::RefreshCredentials>) {
          const bool ok = world_.random.chance(80);
          world_.schedule.in(Millis(300), [this, ok] { give(in::Refreshed{ok}); });
        } else if constexpr (std::is_same_v<T, effect::LoadDecryption>) {
          world_.schedule.in(Millis(150), [this] { give(in::DecryptionReady{true}); });
        } else if constexpr (std::is_same_v<T, effect::Decrypt>) {
          decrypt(one);
        }
      },
      effect);
}

/// "n00000000000000000000042" decrypts to {"n":42}; the results arrive in any order.
void Client::decrypt(const effect::Decrypt& effect) {
  in::Decrypted answer;
  answer.request = effect.request;
  answer.ok = world_.weather.bad_auth == 0 || !world_.random.chance(5);
  if (answer.ok) {
    answer.text = "{\"n\":" + std::to_string(std::stoll(effect.ciphertext.substr(1))) + "}";
  }
  world_.schedule.in(world_.random.between(Millis(1), Millis(40)),
                     [this, answer] { give(answer); });
}

void Client::arm() {
  std::optional<Time> deadline = engine_.deadline();
  if (!deadline) return;
  // A background tab runs its timers once a minute.
  if (world_.schedule.now() < throttled_until_) {
    *deadline = std::max(*deadline, world_.schedule.now()) +
                world_.random.between(Millis(0), std::chrono::seconds(60));
  }
  if (armed_for_ && *armed_for_ <= *deadline) return;
  armed_for_ = deadline;
  world_.schedule.at(*deadline, [this, due = *deadline] {
    if (armed_for_ != due) return;
    armed_for_.reset();
    if (!asleep_) handle(in::Tick{}, world_.schedule.now());
  });
}

void Client::connect() {
  wants_connection_ = true;
  give(in::Connect{});
}

void Client::disconnect() {
  wants_connection_ = false;
  give(in::Disconnect{});
}

void Client::subscribe(const std::string& channel, LeaseId lease) {
  claims_[channel].insert(lease.value);
  give(in::Subscribe{channel, lease});
}

void Client::unsubscribe(const std::string& channel, LeaseId lease) {
  const auto at = claims_.find(channel);
  if (at != claims_.end()) {
    at->second.erase(lease.value);
    if (at->second.empty()) claims_.erase(at);
  }
  give(in::Unsubscribe{channel, lease});
}

void Client::whisper(const std::string& channel, bool may_wait) {
  in::Whisper whisper;
  whisper.request = RequestId{++request_};
  whisper.channel = channel;
  whisper.event = world_.random.chance(50) ? "client-typing" : "client-moved";
  whisper.data = "{\"w\":" + std::to_string(request_) + "}";
  whisper.may_wait = may_wait;
  whisper.coalesce = world_.random.chance(50);
  give(std::move(whisper));
}

std::set<std::string> Client::wanted() const {
  std::set<std::string> names;
  for (const auto& [channel, leases] : claims_) names.insert(channel);
  return names;
}

void Client::sleep(Millis span, bool notices) {
  if (asleep_) return;
  asleep_ = true;
  world_.schedule.in(span, [this, notices] { wake(notices); });
}

void Client::wake(bool notices) {
  asleep_ = false;
  punctual_since_ = std::max(punctual_since_, world_.schedule.now());
  // Timers may run before waiting messages, and the news of the sleep before both.
  if (notices && world_.random.chance(50)) give(in::Woke{WakeReason::Resumed});
  if (world_.random.chance(50)) handle(in::Tick{}, world_.schedule.now());
  std::deque<Input> waiting = std::move(waiting_);
  waiting_.clear();
  for (Input& input : waiting) give(std::move(input));
  if (notices) give(in::Woke{WakeReason::Resumed});
  armed_for_.reset();
  arm();
}

void Client::throttle(Millis span) {
  throttled_until_ = std::max(throttled_until_, world_.schedule.now() + span);
  punctual_since_ = throttled_until_ + std::chrono::seconds(61);
}

void Client::repeat_something() {
  Random& random = world_.random;
  const Time now = world_.schedule.now();
  if (asleep_) return;
  switch (random.below(6)) {
    case 0: handle(in::Tick{}, now); break;
    case 1: handle(in::Tick{}, now - random.between(Millis(1), Millis(5'000))); break;
    // For a link, or to a request of the live one, that never existed.
    case 2:
      give(in::Receipt{LinkId{rules_.link().value + 1'000}, now});
      give(in::RequestAnswered{rules_.link(), RequestId{1'000'000}, 500, {}});
      break;
    case 3:
      give(in::Connect{});
      if (!wants_connection_) disconnect();
      break;
    case 4: give(in::Woke{WakeReason::Visible}); break;
    default: {
      // Only for dead links: repeating the live one's input would be false, not an echo.
      if (old_news_.empty()) return;
      Input input = random.one_of(old_news_);
      LinkId about{};
      if (const auto* text = std::get_if<in::LinkText>(&input)) about = text->link;
      if (const auto* opened = std::get_if<in::LinkOpened>(&input)) about = opened->link;
      if (const auto* closed = std::get_if<in::LinkClosed>(&input)) about = closed->link;
      if (const auto* receipt = std::get_if<in::Receipt>(&input)) about = receipt->link;
      if (const auto* answer = std::get_if<in::RequestAnswered>(&input)) about = answer->link;
      if (std::holds_alternative<in::Suspended>(input) ||
          std::holds_alternative<in::OnlineChanged>(input) || (about && about == rules_.link())) {
        return;
      }
      give(std::move(input));
      break;
    }
  }
}

}  // namespace oread::sim
