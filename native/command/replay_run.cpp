#include "replay_run.hpp"

#include <nlohmann/json.hpp>

namespace oread::command {
namespace {

using Json = nlohmann::ordered_json;

/// How many steps at the beginning the recorder dropped.
std::size_t dropped_from(const std::string& text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return 0;
  const auto found = json.find("dropped");
  return found != json.end() && found->is_number_unsigned() ? found->get<std::size_t>() : 0;
}

/// The order of fields and the escaping of characters do not matter.
bool same(const trace::Step& one, const trace::Step& other) {
  if (one.deadline != other.deadline || one.effects.size() != other.effects.size()) return false;
  for (std::size_t i = 0; i < one.effects.size(); ++i) {
    if (one.effects[i] == other.effects[i]) continue;
    const auto a = nlohmann::json::parse(one.effects[i], nullptr, false);
    if (a.is_discarded() || a != nlohmann::json::parse(other.effects[i], nullptr, false)) {
      return false;
    }
  }
  return true;
}

std::optional<std::size_t> compare(const trace::Transcript& recorded,
                                   const trace::Transcript& now) {
  for (std::size_t i = 0; i < recorded.steps.size(); ++i) {
    if (!same(recorded.steps[i], now.steps[i])) return i;
  }
  return std::nullopt;
}

Json side_of(const trace::Step& step) {
  Json effects = Json::array();
  for (const std::string& effect : step.effects) {
    effects.push_back(Json::parse(effect, nullptr, false));
  }
  Json out{{"effects", effects}, {"deadline", nullptr}};
  if (step.deadline) out["deadline"] = step.deadline->time_since_epoch().count();
  return out;
}

}  // namespace

Replayed run_again(const std::string& text) {
  Replayed out;
  if (text.size() > kTraceMost) {
    out.refusal =
        "it is larger than " + std::to_string(kTraceMost / (std::size_t{1024} * 1024)) + " MiB";
    return out;
  }
  Result<trace::Transcript> recorded = trace::read(text);
  if (!recorded.ok()) {
    out.refusal = recorded.error().text;
    return out;
  }
  out.recorded = std::move(recorded).value();
  out.dropped = dropped_from(text);
  if (out.dropped != 0) return out;
  out.now = trace::replay(out.recorded);
  out.parted = compare(out.recorded, out.now);
  return out;
}

std::string replay_json(const Replayed& replayed) {
  Json line{{"same", !replayed.parted}, {"steps", replayed.now.steps.size()}};
  if (replayed.parted) {
    line["step"] = *replayed.parted + 1;
    line["input"] =
        Json::parse(trace::to_text(replayed.now.steps[*replayed.parted].input), nullptr, false);
    line["recorded"] = side_of(replayed.recorded.steps[*replayed.parted]);
    line["now"] = side_of(replayed.now.steps[*replayed.parted]);
  }
  return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace oread::command
