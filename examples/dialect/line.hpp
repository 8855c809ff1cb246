// The smallest complete dialect. A message is a line of words:
//
//   client                     server
//   ping                       pong
//   join CHANNEL               joined CHANNEL
//   part CHANNEL               say CHANNEL EVENT JSON
//                              hello SOCKET
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "oread/dialect.hpp"

namespace guide {

/// One link: what it says and what it hears.
class LineSession final : public oread::Session {
 public:
  explicit LineSession(std::string url) : url_(std::move(url)) {}

  [[nodiscard]] oread::View url() override { return url_; }

  void decode(oread::View text, oread::FrameSink& out) override {
    oread::Frame frame;
    const oread::View verb = word(text);
    if (verb == "hello") {
      frame.kind = oread::Frame::Kind::Welcome;
      frame.socket_id = text;
    } else if (verb == "joined") {
      frame.kind = oread::Frame::Kind::Subscribed;
      frame.channel = text;
    } else if (verb == "say") {
      frame.kind = oread::Frame::Kind::Message;
      frame.channel = word(text);
      frame.event = word(text);
      frame.data = text;
      frame.has_data = true;
    } else if (verb != "pong") {  // a pong is Frame::Kind::Nothing
      frame.kind = oread::Frame::Kind::Bad;
      frame.text = "not a message of this language";
    }
    out.take(frame);
  }
  [[nodiscard]] bool read_sealed(oread::View, oread::SealedPayload&) override { return false; }

  oread::View ping() override { return "ping"; }
  oread::View subscribe(oread::View channel, const oread::Grant&) override {
    return out_ = "join " + std::string(channel);
  }
  oread::View unsubscribe(oread::View channel) override {
    return out_ = "part " + std::string(channel);
  }
  oread::View sign_in(const oread::Grant&) override { return {}; }  // never called, see read_grant

 private:
  /// Takes the next word off `text`.
  static oread::View word(oread::View& text) {
    const oread::View found = text.substr(0, text.find(' '));
    text.remove_prefix(found.size() < text.size() ? found.size() + 1 : found.size());
    return found;
  }

  std::string url_;
  std::string out_;  ///< What the last view that was returned shows.
};

/// What is the same for all links.
class Line final : public oread::Dialect {
 public:
  explicit Line(std::string url) : url_(std::move(url)) {}

  [[nodiscard]] oread::OwnSession session() override { return std::make_unique<LineSession>(url_); }
  oread::AfterClose after_close(std::uint16_t) override { return oread::AfterClose::BackOff; }

  [[nodiscard]] oread::ChannelTraits traits(oread::View) const override { return {}; }
  oread::View user_channel(oread::View) override { return {}; }
  oread::View client_event(oread::View, oread::View, oread::View) override { return {}; }
  [[nodiscard]] std::uint32_t client_events_per_second() const override { return 0; }
  [[nodiscard]] const char* read_grant(oread::View, oread::ChannelTraits, oread::AuthKind,
                                       oread::Grant&) override {
    return "this language has no signatures";
  }

 private:
  std::string url_;
};

}  // namespace guide
