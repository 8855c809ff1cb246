#include "support/strict_dialect.hpp"

#include <algorithm>
#include <deque>
#include <string>
#include <utility>

namespace oread::test {

namespace {

/// Copies of strings that somebody may read until `overwrite`.
class Lent {
 public:
  View lend(View text) { return lent_.emplace_back(text); }
  void overwrite() {
    for (std::string& text : lent_) std::fill(text.begin(), text.end(), '#');
    // Freed one call later: a build without sanitizers then sees what was written.
    overwritten_ = std::exchange(lent_, {});
  }

 private:
  std::deque<std::string> lent_;
  std::deque<std::string> overwritten_;
};

/// What a dialect and its sessions have lent.
struct Loans {
  Lent returned;  ///< Until the next call that is not const.
  Lent grants;    ///< Until something is read again.
};

/// Passes frames on whose strings are overwritten when `out` has taken them.
class StrictSink final : public FrameSink {
 public:
  explicit StrictSink(FrameSink& out) : out_(out) {}

  void take(Frame& frame) override {
    for (View* text : {&frame.channel, &frame.event, &frame.user_id, &frame.socket_id, &frame.text,
                       &frame.data, &frame.reply, &frame.attachments}) {
      *text = lent_.lend(*text);
    }
    for (MemberView& member : frame.members) {
      member.id = lent_.lend(member.id);
      member.info = lent_.lend(member.info);
    }
    out_.take(frame);
    lent_.overwrite();
  }

 private:
  FrameSink& out_;
  Lent lent_;
};

class StrictSession final : public Session {
 public:
  StrictSession(OwnSession session, Loans& loans) : session_(std::move(session)), loans_(loans) {}

  [[nodiscard]] Carrier carrier() const override { return session_->carrier(); }
  [[nodiscard]] std::uint32_t max_body() const override { return session_->max_body(); }

  [[nodiscard]] View url() override { return lend(&Session::url); }
  View ping() override { return lend(&Session::ping); }
  View opened() override { return lend(&Session::opened); }
  View subscribe(View channel, const Grant& grant) override {
    return lend(&Session::subscribe, channel, grant);
  }
  View unsubscribe(View channel) override { return lend(&Session::unsubscribe, channel); }
  View sign_in(const Grant& grant) override { return lend(&Session::sign_in, grant); }
  View authenticate(const Grant& grant) override { return lend(&Session::authenticate, grant); }
  View refusal(View body) override {
    read();
    return loans_.returned.lend(session_->refusal(body));
  }
  View farewell() override { return lend(&Session::farewell); }
  [[nodiscard]] View upgrade_url() override { return lend(&Session::upgrade_url); }
  View upgrade_request() override { return lend(&Session::upgrade_request); }
  View upgrade() override { return lend(&Session::upgrade); }
  [[nodiscard]] bool upgrade_granted(View text) override {
    loans_.returned.overwrite();
    return session_->upgrade_granted(text);
  }

  void decode(View text, FrameSink& out) override {
    read();
    StrictSink sink(out);
    session_->decode(text, sink);
  }
  void decode_binary(View bytes, FrameSink& out) override {
    read();
    StrictSink sink(out);
    session_->decode_binary(bytes, sink);
  }
  void nothing_came(FrameSink& out) override {
    read();
    StrictSink sink(out);
    session_->nothing_came(sink);
  }
  [[nodiscard]] bool read_sealed(View data, SealedPayload& out) override {
    loans_.returned.overwrite();
    const bool is_sealed = session_->read_sealed(data, out);
    out = {loans_.returned.lend(out.nonce), loans_.returned.lend(out.ciphertext)};
    return is_sealed;
  }
  View next_part(View& rest) override {
    parts_.overwrite();
    return parts_.lend(session_->next_part(rest));
  }
  void append(String& body, View message) override {
    loans_.returned.overwrite();
    session_->append(body, message);
  }

 private:
  template <class... Parameters, class... Arguments>
  View lend(View (Session::*function)(Parameters...), const Arguments&... arguments) {
    loans_.returned.overwrite();
    return loans_.returned.lend(((*session_).*function)(arguments...));
  }
  void read() {
    loans_.returned.overwrite();
    loans_.grants.overwrite();
  }

  OwnSession session_;
  Loans& loans_;
  Lent parts_;
};

class StrictDialect final : public Dialect {
 public:
  explicit StrictDialect(std::unique_ptr<Dialect> dialect) : dialect_(std::move(dialect)) {}

  [[nodiscard]] Asks asks() const override { return dialect_->asks(); }
  [[nodiscard]] ChannelTraits traits(View channel) const override {
    return dialect_->traits(channel);
  }
  [[nodiscard]] std::uint32_t client_events_per_second() const override {
    return dialect_->client_events_per_second();
  }

  [[nodiscard]] OwnSession session() override {
    loans_.returned.overwrite();
    return std::make_unique<StrictSession>(dialect_->session(), loans_);
  }
  AfterClose after_close(std::uint16_t code) override {
    loans_.returned.overwrite();
    return dialect_->after_close(code);
  }
  AfterClose attempt_failed() override {
    loans_.returned.overwrite();
    return dialect_->attempt_failed();
  }
  View user_channel(View user_id) override {
    loans_.returned.overwrite();
    return loans_.returned.lend(dialect_->user_channel(user_id));
  }
  View client_event(View channel, View event, View data) override {
    loans_.returned.overwrite();
    return loans_.returned.lend(dialect_->client_event(channel, event, data));
  }
  View emit(View channel, View data, View attachments, RequestId reply_to) override {
    loans_.returned.overwrite();
    return loans_.returned.lend(dialect_->emit(channel, data, attachments, reply_to));
  }
  View reply(View channel, View reply, View data, View attachments) override {
    loans_.returned.overwrite();
    return loans_.returned.lend(dialect_->reply(channel, reply, data, attachments));
  }
  [[nodiscard]] const char* read_grant(View body, ChannelTraits traits, AuthKind kind,
                                       Grant& out) override {
    loans_.returned.overwrite();
    loans_.grants.overwrite();
    const char* const problem = dialect_->read_grant(body, traits, kind, out);
    for (View* text : {&out.auth, &out.data, &out.shared_secret, &out.user_id}) {
      *text = loans_.grants.lend(*text);
    }
    return problem;
  }

 private:
  std::unique_ptr<Dialect> dialect_;
  Loans loans_;
};

}  // namespace

std::unique_ptr<Dialect> strict(std::unique_ptr<Dialect> dialect) {
  return std::make_unique<StrictDialect>(std::move(dialect));
}

}  // namespace oread::test
