#include "dialect/pusher/presence_data.hpp"

namespace oread::pusher {

namespace {

using json::Field;
using json::Kind;
using json::Value;

std::string info_text(const Value& info) {
  return info ? std::string(info.text()) : "null";
}

}  // namespace

std::string id_text(const Value& id) {
  if (id.is(Kind::String)) return id.to_string();
  return id.is(Kind::Number) ? std::string(id.text()) : std::string();
}

void read_roster(std::string_view data, std::vector<Member>& out) {
  Field outer[] = {{"presence"}};
  Field inner[] = {{"hash"}, {"ids"}};
  if (!json::read_fields(data, outer) || !json::read_fields(outer[0].value.text(), inner)) return;
  const Value& hash = inner[0].value;
  if (hash.is(Kind::Object)) {
    json::Object members(hash.text());
    std::string_view id;
    for (Value info; members.next(id, info);) out.push_back({std::string(id), info_text(info)});
    return;
  }
  // PHP writes a map with the keys 0, 1, 2, … as a list, and an empty one as [].
  json::Array infos(hash.text());
  for (Value info; infos.next(info);) out.push_back({std::to_string(out.size()), info_text(info)});
  if (hash) return;
  json::Array ids(inner[1].value.text());
  for (Value id; ids.next(id);) out.push_back({id_text(id), "null"});
}

bool read_member(std::string_view data, Member& out) {
  Field fields[] = {{"user_id"}, {"user_info"}};
  if (!json::read_fields(data, fields)) return false;
  out = {id_text(fields[0].value), info_text(fields[1].value)};
  return !fields[0].value.is(Kind::Absent) && (fields[0].value.is(Kind::String) || !out.id.empty());
}

}  // namespace oread::pusher
