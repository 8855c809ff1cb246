// What a fuzzer of `oread conform` plays: a server, and a client with its driver, whose bytes come
// from the input.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "conform/client/http_requests.hpp"
#include "conform/client/stage.hpp"
#include "conform/foreign_json.hpp"
#include "conform/frames.hpp"
#include "conform/upgrade.hpp"
#include "conform/wire.hpp"

namespace oread::conform::fuzz {

/// The input, taken from its front.
class Tape {
 public:
  explicit Tape(std::string bytes) : bytes_(std::move(bytes)) {}

  [[nodiscard]] bool is_at_end() const { return at_ == bytes_.size(); }
  std::uint8_t byte() { return is_at_end() ? 0 : static_cast<std::uint8_t>(bytes_[at_++]); }
  unsigned number() { return byte() * 256U + byte(); }
  std::string take(std::size_t size) {
    std::string out = bytes_.substr(at_, size);
    at_ += out.size();
    return out;
  }
  std::string rest() { return take(bytes_.size()); }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

/// A server whose bytes come from the tape. When it ends, so do all connections.
class HostileWire final : public Wire {
 public:
  explicit HostileWire(Tape& tape) : tape_(tape) {}

  [[nodiscard]] std::int64_t unix_ms() const override { return now_.time_since_epoch().count(); }
  [[nodiscard]] Time now() const override { return now_; }
  [[nodiscard]] Millis patience() const override { return Millis(tape_.is_at_end() ? 0 : 10); }
  [[nodiscard]] bool has_sockets() const override { return true; }

 private:
  struct Stream {
    std::string unread;
    FrameReader reader;
  };

  int do_open(const std::string& who, const Handshake& handshake) override {
    streams_.erase(who);
    FrameReader& reader = streams_[who].reader;
    if (handshake.offers_compression) reader.allow_compression();
    if (tape_.byte() % 4 != 0) return 101;
    const Upgrade upgrade = read_upgrade(tape_.take(tape_.byte()),
                                         "dGhlIHNhbXBsZSBub25jZQ==", handshake.offers_compression);
    why_not_ = upgrade.why;
    return upgrade.status;
  }
  void do_send(const std::string&, const RawFrame& frame) override {
    std::string bytes = encode(frame);
    FrameReader(true).read(bytes);
  }
  void do_close(const std::string& who, std::uint16_t) override { streams_.erase(who); }
  Answer do_request(const Call&) override {
    const int status = static_cast<int>(tape_.number() % 600);
    return {status, tape_.take(tape_.byte())};
  }

  void pump(Time until) override {
    if (streams_.empty() || tape_.is_at_end()) {
      now_ = until;
      for (const auto& [who, stream] : std::exchange(streams_, {})) {
        arrived(who, {Received::Kind::Closed, {}, 1006});
      }
      return;
    }
    now_ = std::min(until, now_ + Millis(tape_.byte()));
    auto each = streams_.begin();
    std::advance(each, tape_.byte() % streams_.size());
    const std::string who = each->first;
    const std::uint8_t form = tape_.byte();
    const std::string given = tape_.take(tape_.byte());
    // Half of the time as it is, otherwise as a right frame, so that what is in it is read.
    each->second.unread +=
        form % 2 == 0
            ? given
            : encode({static_cast<std::uint8_t>(form % 16 == 15 ? 2 : 1), given, true, 0, false});
    while (true) {
      const auto found = streams_.find(who);
      if (found == streams_.end()) return;
      auto received = found->second.reader.read(found->second.unread);
      found->second.reader.take_ping();
      if (!received) return;
      if (received->kind == Received::Kind::Closed) streams_.erase(found);
      arrived(who, std::move(*received));
    }
  }

  Tape& tape_;
  Time now_{Millis(1'000'000)};
  std::map<std::string, Stream> streams_;
};

/// A client and its driver that do what the tape says. When it ends, the driver's process does.
class HostileStage final : public Stage {
 public:
  explicit HostileStage(Tape& tape) : tape_(tape) {}

  std::string begin(StageEvents& events) override {
    events_ = &events;
    return {};
  }
  void end() override { events_ = nullptr; }
  Json hello() override { return Json::object(); }
  void tell(const Json& command) override { json_text(command); }
  void accept(int, const std::string&) override {}
  void refuse(int connection, int, const std::string&) override { open_.erase(connection); }
  void send(int, const RawFrame& frame) override { encode(frame); }
  void close(int connection, std::uint16_t, const std::string&) override {
    open_.erase(connection);
  }
  void answer(int, int, const std::string&) override {}

  void pump(Time until) override {
    if (events_ == nullptr || tape_.is_at_end()) {
      now_ = until;
      if (events_ != nullptr && !dead_) events_->died("the tape ended");
      dead_ = true;
      return;
    }
    now_ = std::min(until, now_ + Millis(tape_.byte()));
    switch (tape_.byte() % 4) {
      case 0:
        open_.insert(++last_id_);
        events_->opened(last_id_, tape_.take(tape_.byte()));
        break;
      case 1: receive(); break;
      case 2: {
        const std::string body = tape_.take(tape_.byte());
        events_->asked({++last_id_, "/auth", form_fields(body), headers_of(body)});
        break;
      }
      default: {
        Json report = foreign_json(tape_.take(tape_.byte()));
        if (report.is_object()) events_->reported(std::move(report));
      }
    }
  }
  [[nodiscard]] Time now() const override { return now_; }
  [[nodiscard]] bool is_virtual() const override { return true; }

 private:
  void receive() {
    if (open_.empty()) return;
    auto each = open_.begin();
    std::advance(each, tape_.byte() % open_.size());
    const int id = *each;
    const std::uint8_t kind = tape_.byte();
    if (kind % 16 == 0) {
      open_.erase(each);
      events_->received(id,
                        {Received::Kind::Closed, {}, static_cast<std::uint16_t>(tape_.number())});
      return;
    }
    events_->received(id, {kind % 16 == 1 ? Received::Kind::Binary : Received::Kind::Text,
                           tape_.take(tape_.byte()), 0});
  }

  Tape& tape_;
  StageEvents* events_ = nullptr;
  Time now_{Millis(1'000'000)};
  std::set<int> open_;
  int last_id_ = 0;
  bool dead_ = false;
};

}  // namespace oread::conform::fuzz
