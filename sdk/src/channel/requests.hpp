// Which subscribe requests of the live link have no answer yet.
#pragma once

#include "oread/text.hpp"

namespace oread {

/// In the order in which they were sent. Servers answer in order: the first answer about a channel
/// is about the oldest request for it, even if that subscription has ended since.
class Requests {
 public:
  explicit Requests(std::size_t most) : most_(most) {}

  void clear() { requests_.clear(); }
  /// A request is sent. If it is sent again because no answer came, it counts once.
  void sent(View channel, bool needs_auth);
  /// The subscription has ended; an answer may still come.
  void leave(View channel);

  enum class Answer : std::uint8_t {
    Unasked,  ///< Nothing of this name waits for an answer.
    Left,     ///< To a request whose subscription has ended.
    Wanted,
  };
  /// Something about `channel` came that answers a request.
  [[nodiscard]] Answer answered(View channel);
  /// The channel that was refused. `channel`: the one that the refusal names; empty if it names
  /// none. The oldest request that fits was refused, one without a signature only if `unsigned_too`
  /// and no other fits. Empty if no request fits.
  [[nodiscard]] View refused(View channel, bool unsigned_too) const;

 private:
  struct Request {
    Request(View its_channel, bool it_needs_auth)
        : channel(its_channel), needs_auth(it_needs_auth) {}

    String channel;
    bool needs_auth;
    bool left = false;
  };

  std::size_t most_;
  List<Request> requests_;
};

}  // namespace oread
