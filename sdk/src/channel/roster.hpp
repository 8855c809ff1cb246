// The members of one presence channel.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "oread/event.hpp"
#include "support/deadline.hpp"

namespace oread {

/// Keeps members across reconnects and tells true joins and leaves only: who goes and comes back
/// within the grace was never away. One entry for one id, however the server spelled it.
class Roster {
 public:
  /// The server's whole list. Who is new is appended to `joined`, except the first time: then
  /// everybody is. Who is missing leaves at `leave_at`.
  void replace(std::vector<Member> members, Time leave_at, std::size_t most,
               std::vector<Member>& joined);
  /// True when this is a join.
  bool add(const Member& member, std::size_t most);
  void remove(const std::string& id, Time leave_at);
  /// Appends who has left by `now`.
  void tick(Time now, std::vector<Member>& left);

  [[nodiscard]] Deadline deadline() const;
  /// Everybody, in the order in which the server told of them.
  [[nodiscard]] std::vector<Member> members() const;

 private:
  struct Entry {
    std::string info;
    std::uint32_t order = 0;
    std::uint32_t list = 0;  ///< The number of the last whole list that had it.
    Deadline leave_at;
  };
  struct Leaving {
    Time at;
    std::string id;
  };

  std::map<std::string, Entry> entries_;
  std::vector<Leaving> leaving_;  ///< In the order of `at`; an entry may have come back since.
  std::uint32_t next_order_ = 0;
  std::uint32_t lists_ = 0;
};

}  // namespace oread
