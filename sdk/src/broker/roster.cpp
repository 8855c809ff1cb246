#include "broker/roster.hpp"

#include "support/json_scan.hpp"
#include "support/json_write.hpp"

namespace oread::broker {

std::optional<Member> read_member(std::string_view channel_data, const MemberLimits& limits) {
  static constexpr auto kWanted = names("user_id", "user_info");
  json::Value fields[2];
  if (!json::read_fields(channel_data, kWanted, fields)) return std::nullopt;
  const auto& [id, info] = fields;
  Member member;
  const auto number = id.integer();
  member = named_member(number ? std::to_string(*number) : id.to_string(),
                        info ? std::string(info.text()) : "{}");
  if (number && limits.numbers_stay) member.id_json = member.id;
  if (member.id.empty() || member.id.size() > limits.id_bytes) return std::nullopt;
  if (member.info.size() > limits.info_bytes) return std::nullopt;
  return member;
}

Member named_member(std::string id, std::string info) {
  Member member;
  json::Writer(member.id_json).string(id);
  member.id = std::move(id);
  member.info = std::move(info);
  return member;
}

std::string Roster::id_json(const std::string& id) const {
  const auto at = members_.find(id);
  return at == members_.end() ? std::string() : at->second.id_json;
}

std::optional<Member> Roster::find(const std::string& id) const {
  const auto at = members_.find(id);
  if (at == members_.end()) return std::nullopt;
  return Member{id, at->second.info, at->second.id_json};
}

std::vector<std::string> Roster::ids() const {
  std::vector<std::string> out;
  out.reserve(members_.size());
  for (const auto& [id, member] : members_) out.push_back(id);
  return out;
}

bool Roster::join(const Member& member) {
  auto [at, fresh] = members_.try_emplace(member.id, Presence{member.info, member.id_json, 0});
  ++at->second.connections;
  return fresh;
}

bool Roster::leave(const std::string& id) {
  const auto at = members_.find(id);
  if (at == members_.end() || --at->second.connections != 0) return false;
  members_.erase(at);
  return true;
}

std::string Roster::json() const {
  std::string out;
  json::Writer write(out);
  write.object().key("presence").object();
  write.key("count").integer(static_cast<std::int64_t>(members_.size()));
  write.key("ids").array();
  for (const auto& [id, member] : members_) write.raw(member.id_json);
  write.close_array().key("hash").object();
  for (const auto& [id, member] : members_) write.key(id).raw(member.info);
  write.close_object().close_object().close_object();
  return out;
}

std::string Roster::users_json() const {
  std::string out;
  json::Writer write(out);
  write.object().key("users").array();
  for (const auto& [id, member] : members_)
    write.object().key("id").raw(member.id_json).close_object();
  write.close_array().close_object();
  return out;
}

}  // namespace oread::broker
