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
  if (const auto number = id.integer()) {
    member.id = std::to_string(*number);
  } else {
    member.id = id.to_string();
  }
  member.info = info ? std::string(info.text()) : "{}";
  if (member.id.empty() || member.id.size() > limits.id_bytes) return std::nullopt;
  if (member.info.size() > limits.info_bytes) return std::nullopt;
  return member;
}

bool Roster::join(const Member& member) {
  auto [at, fresh] = members_.try_emplace(member.id, Presence{member.info, 0});
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
  for (const auto& [id, member] : members_) write.string(id);
  write.close_array().key("hash").object();
  for (const auto& [id, member] : members_) write.key(id).raw(member.info);
  write.close_object().close_object().close_object();
  return out;
}

std::string Roster::users_json() const {
  std::string out;
  json::Writer write(out);
  write.object().key("users").array();
  for (const auto& [id, member] : members_) write.object().member("id", id).close_object();
  write.close_array().close_object();
  return out;
}

}  // namespace oread::broker
