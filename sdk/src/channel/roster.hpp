// The members of one presence channel.
#pragma once

#include "oread/dialect.hpp"
#include "oread/event.hpp"
#include "support/deadline.hpp"
#include "support/step.hpp"

namespace oread {

/// Keeps members across reconnects, and reports only true joins and leaves: a member that leaves
/// and returns within the grace is not reported. One entry per id, in the order in which the server
/// named them.
class Roster {
 public:
  /// Forgets all members.
  void clear();
  /// A whole list from the server begins; `add` each of it, then `end_list`.
  void begin_list() { ++list_; }
  /// True when this is a join: the member was not known, and this is not the first list, in which
  /// all are new.
  bool add(const MemberView& member, std::size_t most);
  /// Members that were not in the list leave at `leave_at`.
  void end_list(Time leave_at);
  void remove(const MemberView& member, Time leave_at);

  /// Reports all members that joined since the last call. Must be called before `tick`.
  void tell_joined(View channel, Step& step);
  /// Reports all members that have left by now.
  void tick(View channel, Step& step);
  [[nodiscard]] Time deadline() const { return next_leave_at_; }
  /// Views of all members, valid until the next change.
  [[nodiscard]] List<Member> members() const;

 private:
  struct Entry {
    Entry(const MemberView& member, std::uint32_t its_list)
        : id(member.id), info(member.info), id_is_number(member.id_is_number), list(its_list) {}

    String id;
    String info;
    bool id_is_number;   ///< At least once; a list's map of members has texts only.
    std::uint32_t list;  ///< The number of the last whole list that had it.
    Time leave_at = kNever;
  };

  static Member member_of(const Entry& entry);
  [[nodiscard]] std::uint32_t* slot_of(View id);
  void rebuild_index(std::size_t slots);
  void note_next_leave();

  List<Entry> entries_;
  /// Open addressing: 1 + the position of an entry, 0 for a free slot. A power of two, at most half
  /// full.
  List<std::uint32_t> slots_;
  std::size_t told_ = 0;    ///< So many of them, at the front, are known to the app.
  std::uint32_t list_ = 0;  ///< Counts begins and ends: 1 during the first list.
  Time next_leave_at_ = kNever;
};

}  // namespace oread
