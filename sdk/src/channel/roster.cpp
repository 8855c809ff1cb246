#include "channel/roster.hpp"

#include <algorithm>

namespace oread {

void Roster::replace(std::vector<Member> members, Time leave_at, std::size_t most,
                     std::vector<Member>& joined) {
  ++lists_;
  for (Member& member : members) {
    const bool is_new = add(member, most);
    const auto at = entries_.find(member.id);
    if (at != entries_.end()) at->second.list = lists_;
    if (is_new && lists_ > 1) joined.push_back(std::move(member));
  }
  for (const auto& [id, entry] : entries_) {
    if (entry.list != lists_) remove(id, leave_at);
  }
}

bool Roster::add(const Member& member, std::size_t most) {
  const auto at = entries_.find(member.id);
  if (at != entries_.end()) {
    at->second.info = member.info;
    at->second.leave_at.reset();
    return false;
  }
  if (entries_.size() >= most) return false;
  entries_.emplace(member.id, Entry{member.info, next_order_++, lists_, {}});
  return true;
}

void Roster::remove(const std::string& id, Time leave_at) {
  const auto at = entries_.find(id);
  if (at == entries_.end() || at->second.leave_at) return;
  at->second.leave_at = leave_at;
  leaving_.push_back({leave_at, id});
}

void Roster::tick(Time now, std::vector<Member>& left) {
  const auto due = std::find_if(leaving_.begin(), leaving_.end(),
                                [now](const Leaving& l) { return l.at > now; });
  for (auto leaving = leaving_.begin(); leaving != due; ++leaving) {
    const auto at = entries_.find(leaving->id);
    if (at == entries_.end() || at->second.leave_at != leaving->at) continue;
    left.push_back({leaving->id, std::move(at->second.info)});
    entries_.erase(at);
  }
  leaving_.erase(leaving_.begin(), due);
}

Deadline Roster::deadline() const {
  if (leaving_.empty()) return std::nullopt;
  return leaving_.front().at;
}

std::vector<Member> Roster::members() const {
  std::vector<std::pair<std::uint32_t, Member>> ordered;
  ordered.reserve(entries_.size());
  for (const auto& [id, entry] : entries_) ordered.push_back({entry.order, {id, entry.info}});
  std::sort(ordered.begin(), ordered.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Member> members;
  members.reserve(ordered.size());
  for (auto& [order, member] : ordered) members.push_back(std::move(member));
  return members;
}

}  // namespace oread
