// All channels that somebody holds, and what each of them needs next.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "channel/auth_desk.hpp"
#include "channel/channel.hpp"
#include "channel/channel_state.hpp"
#include "channel/routes.hpp"
#include "channel/whispers.hpp"
#include "oread/dialect.hpp"
#include "oread/input.hpp"
#include "oread/options.hpp"
#include "support/jitter.hpp"

namespace oread {

class Directory {
 public:
  Directory(const Options& options, const Dialect& dialect, Jitter& jitter, AuthDesk& desk);

  // Wishes.
  void subscribe(const std::string& name, LeaseId lease, Step& step);
  void unsubscribe(const std::string& name, LeaseId lease, Step& step);
  void whisper(in::Whisper whisper, Step& step);
  /// Takes, for the engine itself, the channel on which the signed-in user's own events come.
  void hold_for_user(const std::string& name, Step& step);

  // The live link.
  void link_up(LinkId link, Step& step);
  void link_down(Step& step);

  // Answers.
  void granted(const std::string& name, Grant grant, Step& step);
  void denied(const std::string& name, Error error, bool retrying, Step& step);
  void decryption_ready(bool ok, Step& step);
  void decrypted(in::Decrypted decrypted, Step& step);

  /// A frame that names a channel.
  void take(Frame& frame, std::string_view text, Step& step);
  /// An error frame: whether it answers something that we asked. A refused subscription is marked
  /// as such.
  [[nodiscard]] bool answers(const Frame& error, Step& step);

  void tick(Step& step);
  [[nodiscard]] Deadline deadline() const;
  [[nodiscard]] ChannelState state_of(std::string_view name) const;

  /// The signed-in user, who is "me" on presence channels whose grant names nobody.
  void set_user(std::string user_id) { user_id_ = std::move(user_id); }

 private:
  Channel* find(std::string_view name);
  bool move(Channel& channel, Trigger trigger, Step& step);
  void create(const std::string& name, ChannelTraits traits, LeaseId lease, Step& step);
  void begin(Channel& channel, Step& step);
  void ask_server(Channel& channel, const Grant& grant, Step& step);
  void fail(Channel& channel, Error error, bool retrying, std::string said, Step& step);
  void leave(const std::string& name, Step& step);
  void send(std::string text, Step& step) { step.does(effect::SendText{link_, std::move(text)}); }
  void flush_whispers(Step& step);

  void acked(Channel& channel, Frame& frame, Step& step);
  void message(Channel* channel, Frame& frame, std::string_view text, Step& step);
  void unseal(Channel& channel, Sealed::Next next, std::string text, Step& step);
  void tick(Channel& channel, Step& step);

  const Options& options_;
  const Dialect& dialect_;
  Jitter& jitter_;
  AuthDesk& desk_;
  std::map<std::string, Channel, std::less<>> channels_;
  Whispers whispers_;
  Routes routes_;
  LinkId link_;  ///< The live link; none while there is none.
  std::string user_id_;
  std::uint32_t next_order_ = 0;
  std::uint32_t asked_server_ = 0;
  std::uint32_t last_decrypt_ = 0;
  enum class Decryption : std::uint8_t {
    Unknown,
    Loading,
    Ready
  } decryption_ = Decryption::Unknown;
};

}  // namespace oread
