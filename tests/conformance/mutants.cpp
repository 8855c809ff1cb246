#include "conformance/mutants.hpp"

#include "conform/foreign_json.hpp"
#include "digests.hpp"
#include "oread/broker/signing.hpp"

namespace oread::conform {
namespace {

const native::OpenSslDigests kDigests;

class MutantTamper final : public Tamper {
 public:
  explicit MutantTamper(const Mutant& mutant) : mutant_(mutant) {}

  void opening(BrokerSide& /*broker*/, Handshake& handshake) override {
    if (mutant_.opening) mutant_.opening(handshake);
    if (dead_) handshake.path = "/dead";
  }
  std::vector<std::string> received(BrokerSide& broker, const std::string& who,
                                    const std::string& original) override {
    const std::string text = mutant_.raw ? mutant_.raw(original) : original;
    if (!mutant_.dies_of_nonsense && !mutant_.received) return {text};
    const Json frame = foreign_json(text);
    if (mutant_.dies_of_nonsense && (text.size() > 8000 || !understandable(frame))) {
      dead_ = true;
      for (const std::string& each : broker.clients()) broker.hang_up(each, 1006);
      return {};
    }
    return changed(mutant_.received, broker, who, text);
  }
  std::vector<std::string> sent(BrokerSide& broker, const std::string& who,
                                const std::string& text) override {
    return changed(mutant_.sent, broker, who, text);
  }
  std::uint16_t closing(BrokerSide& /*broker*/, std::uint16_t code) override {
    return mutant_.closing ? mutant_.closing(code) : code;
  }
  void requested(BrokerSide& broker, Call& call) override {
    if (mutant_.requested) mutant_.requested(broker, call);
  }
  std::vector<Hook> delivered(BrokerSide& /*broker*/, const Hook& hook) override {
    return mutant_.delivered ? mutant_.delivered(hook) : std::vector<Hook>{hook};
  }
  void answered(BrokerSide& /*broker*/, const Call& call, Answer& answer) override {
    if (mutant_.answered) mutant_.answered(call, answer);
  }

 private:
  /// What a careless server expects: an event, and data that is an object or absent.
  static bool understandable(const Json& frame) {
    if (!frame.is_object() || !frame.contains("event") || !frame["event"].is_string()) return false;
    const std::string event = frame["event"];
    if (event == "pusher:ping" || event == "pusher:pong") return true;
    if (event.starts_with("client-")) return frame.dump().size() < 2000;
    if (event != "pusher:subscribe" && event != "pusher:unsubscribe" && event != "pusher:signin") {
      return false;
    }
    const Json data = frame.value("data", Json());
    if (!data.is_object()) return false;
    if (event == "pusher:signin") {
      return data.contains("auth") && data["auth"].is_string() && data.contains("user_data");
    }
    const Json channel = data.value("channel", Json());
    if (!channel.is_string() || plain_text(channel).empty() || channel == "__proto__" ||
        channel == "constructor" || channel == "toString" || channel == "hasOwnProperty") {
      return false;
    }
    return !data.contains("auth") || data["auth"].is_string();
  }

  static std::vector<std::string> changed(const FrameChange& change, BrokerSide& broker,
                                          const std::string& who, const std::string& text) {
    const Json frame = foreign_json(text);
    if (!change || !frame.is_object()) return {text};
    std::vector<std::string> out;
    // An unchanged frame keeps its bytes.
    for (const Json& each : change(broker, who, frame)) {
      out.push_back(each == frame ? text : each.dump());
    }
    return out;
  }

  const Mutant& mutant_;
  bool dead_ = false;
};

}  // namespace

std::unique_ptr<Tamper> make_tamper(const Mutant& mutant) {
  return std::make_unique<MutantTamper>(mutant);
}

std::string right_auth(const BrokerSide& broker, const std::string& who, const Json& data) {
  const TestApp app = broker_testee().app;
  const Json channel_data = data.value("channel_data", Json(""));
  return broker::sign_channel(kDigests, {app.key, app.secret}, broker.socket_id(who),
                              plain_text(data.value("channel", Json(""))),
                              channel_data.is_string() ? channel_data.get<std::string>() : "");
}

Json data_of(const Json& frame) {
  Json data = frame.value("data", Json());
  if (!data.is_string()) return data;
  Json inner = foreign_json(data.get_ref<const std::string&>());
  return inner.is_discarded() ? data : inner;
}

Json with_data(const Json& frame, const Json& data) {
  Json out = frame;
  out["data"] = frame.value("data", Json()).is_string() ? Json(data.dump()) : data;
  return out;
}

}  // namespace oread::conform
