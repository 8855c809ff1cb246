#include "conform/broker_wire.hpp"

#include <algorithm>

#include "conform/signing_digests.hpp"

namespace oread::conform {
namespace {

constexpr std::int64_t kUnixMs = 1'700'000'000'000;

Tamper& no_tamper() {
  static Tamper none;
  return none;
}

class BrokerWire final : public Wire, private BrokerSide {
 public:
  BrokerWire(const broker::Options& options, Tamper* tamper, std::size_t nodes)
      : options_(options), tamper_(tamper == nullptr ? no_tamper() : *tamper), nodes_(nodes) {
    start();
  }

  [[nodiscard]] std::int64_t unix_ms() const override {
    return kUnixMs + now_.time_since_epoch().count();
  }
  [[nodiscard]] Time now() const override { return now_; }
  [[nodiscard]] Millis patience() const override { return Millis(0); }
  [[nodiscard]] bool has_sockets() const override { return false; }
  bool end_server(Millis /*span*/) override {
    for (std::size_t node = 0; node < nodes_; ++node) give(node, broker::in::Drain{});
    return true;
  }
  bool start_server() override {
    start();
    ids_.clear();
    names_.clear();
    return true;
  }
  [[nodiscard]] std::unique_ptr<Wire> fresh() const override {
    return std::make_unique<BrokerWire>(options_, &tamper_, nodes_);
  }

 private:
  void say(const std::string& who, const std::string& text) override {
    arrived(who, {Received::Kind::Text, text, 0});
  }
  void hang_up(const std::string& who, std::uint16_t code) override {
    arrived(who, {Received::Kind::Closed, {}, code});
    give(node_of(ids_[who]), broker::in::ConnectionClosed{ids_[who]});
  }
  [[nodiscard]] std::string socket_id(const std::string& who) const override {
    const auto found = ids_.find(who);
    if (found == ids_.end()) return {};
    return std::string(brokers_[node_of(found->second)].socket_id(found->second));
  }
  [[nodiscard]] std::vector<std::string> clients() const override {
    std::vector<std::string> out;
    for (const auto& [who, id] : ids_) out.push_back(who);
    return out;
  }

  int do_open(const std::string& who, const Handshake& asked) override {
    Handshake handshake = asked;
    tamper_.opening(*this, handshake);
    const broker::ConnectionId id{++last_id_};
    ids_[who] = id;
    names_[id] = who;
    give(node_of(id), broker::in::ConnectionOpened{
                          id, handshake.path.empty() ? "/app/" + handshake.key : handshake.path,
                          handshake.query, handshake.origin, false, next_entropy()});
    return 101;
  }

  void do_send(const std::string& who, const RawFrame& frame) override {
    for (const std::string& text : tamper_.received(*this, who, frame.payload)) {
      give(node_of(ids_[who]), broker::in::TextReceived{ids_[who], text});
    }
  }

  void do_close(const std::string& who, std::uint16_t /*code*/) override {
    give(node_of(ids_[who]), broker::in::ConnectionClosed{ids_[who]});
  }

  Answer do_request(const Call& asked) override {
    answer_ = {};
    Call call = asked;
    tamper_.requested(*this, call);
    give(++requests_ % nodes_,
         broker::in::HttpRequest{{1}, call.method, call.path, call.query, call.body});
    tamper_.answered(*this, asked, answer_);
    return answer_;
  }

  void do_receive_hooks(int status) override { hook_status_ = status; }

  void pump(Time until) override {
    Time next = until;
    for (const broker::Broker& each : brokers_)
      next = std::min(next, each.deadline().value_or(next));
    now_ = std::max(now_, next);
    for (std::size_t node = 0; node < nodes_; ++node) give(node, broker::in::Tick{});
  }

  void start() {
    brokers_.clear();
    for (std::size_t node = 0; node < nodes_; ++node) {
      broker::Options options = options_;
      // Each start is another node.
      if (nodes_ > 1) options.cluster.node = "node-" + std::to_string(++starts_);
      brokers_.emplace_back(std::move(options), kDigests);
    }
    if (nodes_ == 1) return;
    for (std::size_t node = 0; node < nodes_; ++node) give(node, broker::in::NodesReachable{});
  }

  [[nodiscard]] std::size_t node_of(broker::ConnectionId id) const { return id.value % nodes_; }

  void give(std::size_t node, broker::Input input) {
    for (broker::Effect& each : brokers_[node].handle(std::move(input), {now_, unix_ms()})) {
      pending_.emplace_back(node, std::move(each));
    }
    // An answer to a ping gives the next input; its effects wait their turn.
    if (carrying_out_) return;
    carrying_out_ = true;
    while (!pending_.empty()) {
      const auto [from, next] = std::move(pending_.front());
      pending_.pop_front();
      carry_out(from, next);
    }
    carrying_out_ = false;
  }

  void carry_out(std::size_t node, const broker::Effect& each) {
    if (const auto* text = std::get_if<broker::effect::SendText>(&each)) {
      const std::string who = names_[text->connection];
      for (const std::string& one : tamper_.sent(*this, who, *text->text)) say(who, one);
    } else if (const auto* close = std::get_if<broker::effect::CloseConnection>(&each)) {
      const std::uint16_t code = tamper_.closing(*this, close->code);
      if (code != 0) {
        arrived(names_[close->connection], {Received::Kind::Closed, close->reason, code});
      }
    } else if (const auto* answer = std::get_if<broker::effect::HttpResponse>(&each)) {
      answer_ = {answer->status, answer->body};
    } else if (const auto* hook = std::get_if<broker::effect::DeliverWebhook>(&each)) {
      deliver(node, *hook);
    } else if (const auto* told = std::get_if<broker::effect::TellNodes>(&each)) {
      for (std::size_t to = 0; to < nodes_; ++to) give(to, broker::in::NodeMessage{told->text});
    }
  }

  void deliver(std::size_t node, const broker::effect::DeliverWebhook& effect) {
    Hook hook;
    for (const auto& [name, value] : effect.headers) {
      if (name == "X-Pusher-Key") hook.key = value;
      if (name == "X-Pusher-Signature") hook.signature = value;
    }
    hook.body = effect.body;
    for (Hook& one : tamper_.delivered(*this, hook)) arrived(std::move(one));
    if (hook_status_ == 200) give(node, broker::in::WebhookDelivered{effect.webhook});
    if (hook_status_ != 200 && hook_status_ != 0) {
      give(node,
           broker::in::WebhookFailed{effect.webhook, static_cast<std::uint16_t>(hook_status_)});
    }
  }

  /// Not secret, but as different as real ones.
  std::uint64_t next_entropy() {
    entropy_ ^= entropy_ << 13U;
    entropy_ ^= entropy_ >> 7U;
    entropy_ ^= entropy_ << 17U;
    return entropy_;
  }

  broker::Options options_;
  std::vector<broker::Broker> brokers_;
  Tamper& tamper_;
  std::size_t nodes_;
  std::size_t starts_ = 0;
  std::size_t requests_ = 0;
  Time now_{Millis(1000)};
  std::uint32_t last_id_ = 0;
  std::uint64_t entropy_ = 0x9E3779B97F4A7C15U;
  std::map<std::string, broker::ConnectionId> ids_;
  std::map<broker::ConnectionId, std::string> names_;
  std::deque<std::pair<std::size_t, broker::Effect>> pending_;  ///< With the node.
  bool carrying_out_ = false;
  int hook_status_ = 200;
  Answer answer_;
};

broker::App app(const std::string& id, const std::string& key, const std::string& secret) {
  broker::App out;
  out.id = id;
  out.key = key;
  out.secret = secret;
  return out;
}

}  // namespace

broker::Options broker_options() {
  broker::Options options;
  options.apps = {
      app("1", "app-key", "app-secret"),           app("2", "second-key", "second-secret"),
      app("3", "disabled-key", "disabled-secret"), app("4", "limited-key", "limited-secret"),
      app("5", "silent-key", "silent-secret"),     app("6", "counting-key", "counting-secret"),
      app("7", "strict-key", "strict-secret"),     app("8", "filtered-key", "filtered-secret")};
  options.apps[2].enabled = false;
  options.apps[3].max_connections = 2;
  options.apps[4].client_events = false;
  options.apps[5].subscription_count = true;
  options.apps[6].authorize_within = Millis(20'000);
  options.apps[0].webhooks.push_back({"http://hooks.example/", {}, {}});
  options.apps[7].webhooks.push_back({"http://hooks.example/", {}, "filtered-"});
  options.apps[0].origins = {"https://good.example"};
  options.notices = false;
  return options;
}

Testee broker_testee() {
  Testee testee;
  testee.name = "oread broker";
  testee.app = {"1", "app-key", "app-secret"};
  // The first app is the one under test; the others have the id after their place in the list.
  int id = 2;
  for (const char* name : kOtherApps) {
    const std::string text(name);
    add_other_app(testee, text, {std::to_string(id++), text + "-key", text + "-secret"});
  }
  testee.facts["allowed_origin"] = "https://good.example";
  testee.facts["refused_origin"] = "https://evil.example";
  testee.facts["webhooks"] = "yes";
  testee.facts["launched"] = "yes";
  testee.facts["repeatable"] = "yes";
  return testee;
}

std::unique_ptr<Wire> make_broker_wire(const broker::Options& options, Tamper* tamper) {
  return std::make_unique<BrokerWire>(options, tamper, 1);
}

std::unique_ptr<Wire> make_cluster_wire(const broker::Options& options) {
  return std::make_unique<BrokerWire>(options, nullptr, 2);
}

}  // namespace oread::conform
