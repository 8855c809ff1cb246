#include "dialect/pusher/presence_data.hpp"

#include "support/json_scan.hpp"

namespace oread::pusher {

namespace {

using json::Field;
using json::Kind;
using json::Value;

constexpr char kNoInfo[] = "null";

}  // namespace

void read_roster(View data, Scratch& scratch, List<MemberView>& out) {
  Field outer[] = {{"presence"}};
  Field inner[] = {{"hash"}, {"ids"}};
  if (!json::read_fields(data, outer) || !json::read_fields(outer[0].value.text(), inner)) return;
  const bool is_map = inner[0].value.is(Kind::Object);
  // A map of infos by id. PHP writes one with the keys 0, 1, 2, … as a list, and an empty one as
  // []; the ids then stand in the list of ids, in the same order.
  json::Object map(inner[0].value.text());
  json::Array infos(inner[0].value.text());
  json::Array ids(inner[1].value.text());
  Value info;
  if (is_map) {
    for (View id; map.next(id, info);) out.push_back({scratch.keep(id), info.text()});
    return;
  }
  for (Value id; ids.next(id);) {
    const bool has_info = infos.next(info);
    out.push_back({scratch.text_of(id), has_info ? info.text() : View(kNoInfo)});
  }
}

bool read_member(View data, Scratch& scratch, List<MemberView>& out) {
  Field fields[] = {{"user_id"}, {"user_info"}};
  if (!json::read_fields(data, fields)) return false;
  const Kind kind = fields[0].value.kind();
  if (kind != Kind::String && kind != Kind::Number) return false;
  out.push_back(
      {scratch.text_of(fields[0].value), fields[1].value ? fields[1].value.text() : View(kNoInfo)});
  return true;
}

}  // namespace oread::pusher
