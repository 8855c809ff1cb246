// The members of one presence channel: distinct users, however many connections each has.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oread::broker {

/// The identity of a member of a presence channel.
struct Member {
  std::string id;       ///< A numeric `user_id` is stored as its digits: 10 and "10" are one user.
  std::string info;     ///< JSON text.
  std::string id_json;  ///< The id as shown to others: a string, or the number as received.
};

struct MemberLimits {
  std::size_t id_bytes;
  std::size_t info_bytes;
  bool numbers_stay = false;  ///< Ids are shown to others as numbers, not as strings.
};

/// A member whose id is shown as a string.
Member named_member(std::string id, std::string info);

/// Parses verified `channel_data`. Nothing if it has no user id, or exceeds a limit. A missing
/// `user_info` counts as {}.
std::optional<Member> read_member(std::string_view channel_data, const MemberLimits& limits);

class Roster {
 public:
  /// Returns whether this was the user's first connection. The first one's info is kept.
  bool join(const Member& member);
  /// Returns whether this was the user's last connection.
  bool leave(const std::string& id);

  [[nodiscard]] bool has(const std::string& id) const { return members_.count(id) != 0; }
  /// The id as shown to others; empty if there is no such member.
  [[nodiscard]] std::string id_json(const std::string& id) const;
  [[nodiscard]] std::size_t size() const { return members_.size(); }
  [[nodiscard]] std::optional<Member> find(const std::string& id) const;
  [[nodiscard]] std::vector<std::string> ids() const;

  /// {"presence":{"count":…,"ids":[…],"hash":{…}}}, with a hash that is always an object.
  [[nodiscard]] std::string json() const;

  /// {"users":[{"id":"1"}]}, as in the HTTP API.
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
