#include "channel/roster.hpp"

#include <utility>

#include "support/hash.hpp"

namespace oread {

namespace {

constexpr std::size_t kFewestSlots = 16;

}  // namespace

void Roster::clear() {
  entries_.clear();
  slots_.clear();
  told_ = 0;
  list_ = 0;
  next_leave_at_ = kNever;
}

bool Roster::add(const MemberView& member, std::size_t most) {
  if (entries_.size() * 2 >= slots_.size())
    rebuild_index(slots_.empty() ? kFewestSlots : slots_.size() * 2);
  std::uint32_t* slot = slot_of(member.id);
  if (*slot != 0) {
    Entry& entry = entries_[*slot - 1];
    entry.info = member.info;
    entry.id_is_number = entry.id_is_number || member.id_is_number;
    entry.list = list_;
    entry.leave_at = kNever;
    return false;
  }
  if (entries_.size() >= most) return false;
  entries_.emplace_back(member, list_);
  *slot = static_cast<std::uint32_t>(entries_.size());
  return list_ != 1;
}

void Roster::end_list(Time leave_at) {
  for (Entry& entry : entries_) {
    if (entry.list != list_) entry.leave_at = earlier(entry.leave_at, leave_at);
  }
  if (list_ == 1) told_ = entries_.size();
  // The first list is over: members that are added from now on have joined.
  ++list_;
  note_next_leave();
}

void Roster::remove(const MemberView& member, Time leave_at) {
  if (slots_.empty()) return;
  const std::uint32_t* slot = slot_of(member.id);
  if (*slot == 0) return;
  Entry& entry = entries_[*slot - 1];
  entry.id_is_number = entry.id_is_number || member.id_is_number;
  entry.leave_at = earlier(entry.leave_at, leave_at);
  next_leave_at_ = earlier(next_leave_at_, leave_at);
}

void Roster::tell_joined(View channel, Step& step) {
  for (; told_ < entries_.size(); ++told_) {
    step.does(event::MemberJoined{Text(channel), member_of(entries_[told_])});
  }
}

void Roster::tick(View channel, Step& step) {
  if (step.now < next_leave_at_) return;
  std::size_t kept = 0;
  for (Entry& entry : entries_) {
    if (entry.leave_at <= step.now) {
      step.does(event::MemberLeft{Text(channel), member_of(entry)});
    } else {
      if (&entry != &entries_[kept]) entries_[kept] = std::move(entry);
      ++kept;
    }
  }
  entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(kept), entries_.end());
  told_ = kept;
  rebuild_index(slots_.size());
  note_next_leave();
}

Member Roster::member_of(const Entry& entry) {
  return {Text(entry.id), Text(entry.info), entry.id_is_number};
}

List<Member> Roster::members() const {
  List<Member> members;
  for (const Entry& entry : entries_) members.push_back(member_of(entry));
  return members;
}

/// The slot that holds `id`, or the free one where it belongs.
std::uint32_t* Roster::slot_of(View id) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash(id) & mask;
  while (slots_[at] != 0 && entries_[slots_[at] - 1].id != id) at = (at + 1) & mask;
  return &slots_[at];
}

void Roster::rebuild_index(std::size_t slots) {
  slots_.assign(slots, 0);
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    *slot_of(entries_[i].id) = static_cast<std::uint32_t>(i + 1);
  }
}

void Roster::note_next_leave() {
  next_leave_at_ = kNever;
  for (const Entry& entry : entries_) next_leave_at_ = earlier(next_leave_at_, entry.leave_at);
}

}  // namespace oread
