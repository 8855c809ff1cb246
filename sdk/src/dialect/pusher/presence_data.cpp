#include "dialect/pusher/presence_data.hpp"

#include "support/json_scan.hpp"

namespace oread::pusher {

namespace {

using json::Kind;
using json::Value;

constexpr char kNoInfo[] = "null";

}  // namespace

void read_roster(View data, Scratch& scratch, List<MemberView>& out) {
  static constexpr auto kOuter = names("presence");
  static constexpr auto kInner = names("hash", "ids");
  Value inner[2];
  if (!json::read_fields(data, kOuter.text, inner) ||
      !json::read_fields(inner[0].text(), kInner, inner)) {
    return;
  }
  const bool is_map = inner[0].is(Kind::Object);
  // A map from id to info. PHP writes a map with the keys 0, 1, 2, … as a list, and an empty one as
  // []; the ids are then in the list of ids, in the same order.
  json::Object map(inner[0].text());
  json::Array infos(inner[0].text());
  json::Array ids(inner[1].text());
  Value info;
  if (is_map) {
    for (View id; map.next(id, info);) out.push_back({scratch.keep(id), info.text(), false});
    return;
  }
  for (Value id; ids.next(id);) {
    const bool has_info = infos.next(info);
    out.push_back(
        {scratch.text_of(id), has_info ? info.text() : View(kNoInfo), id.is(Kind::Number)});
  }
}

bool read_member(View data, Scratch& scratch, List<MemberView>& out) {
  static constexpr auto kWanted = names("user_id", "user_info");
  Value fields[2];
  if (!json::read_fields(data, kWanted, fields)) return false;
  const Kind kind = fields[0].kind();
  if (kind != Kind::String && kind != Kind::Number) return false;
  out.push_back({scratch.text_of(fields[0]), fields[1] ? fields[1].text() : View(kNoInfo),
                 kind == Kind::Number});
  return true;
}

}  // namespace oread::pusher
