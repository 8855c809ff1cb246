// The members of one presence channel: distinct users, however many connections each has.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace oread::broker {

/// Who somebody is on a presence channel.
struct Member {
  std::string id;       ///< A numeric `user_id` is kept as its digits: 10 and "10" are one user.
  std::string info;     ///< JSON text.
  std::string id_json;  ///< What others are told: the id as a string, or the number as it came.
};

struct MemberLimits {
  std::size_t id_bytes;
  std::size_t info_bytes;
  bool numbers_stay = false;  ///< Of ids: others are told the number and not its digits.
};

/// A member whose id is told as a string.
Member named_member(std::string id, std::string info);

/// Reads verified `channel_data`. Nothing when it names nobody, or is over a limit. A missing
/// `user_info` counts as {}.
std::optional<Member> read_member(std::string_view channel_data, const MemberLimits& limits);

class Roster {
 public:
  /// Whether this was the user's first connection. The first one's info stands.
  bool join(const Member& member);
  /// Whether this was the user's last connection.
  bool leave(const std::string& id);

  [[nodiscard]] bool has(const std::string& id) const { return members_.count(id) != 0; }
  /// The id as the others are told it; empty when nobody has it.
  [[nodiscard]] std::string id_json(const std::string& id) const;
  [[nodiscard]] std::size_t size() const { return members_.size(); }

  /// {"presence":{"count":…,"ids":[…],"hash":{…}}}, with a hash that is always an object.
  [[nodiscard]] std::string json() const;

  /// {"users":[{"id":"1"}]}, as the HTTP API lists them.
  [[nodiscard]] std::string users_json() const;

 private:
  struct Presence {
    std::string info;
    std::string id_json;
    std::size_t connections = 0;
  };
  std::map<std::string, Presence> members_;
};

}  // namespace oread::broker
