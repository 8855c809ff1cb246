#include "state.hpp"

#include <algorithm>

#include "fields.hpp"

namespace kiosk {
namespace {

using nlohmann::json;
using Kind = Outcome::Kind;

constexpr std::size_t kMostWord = 16;

Service read_service(Fields& fields) {
  return {fields.id(), fields.text("name", kMostCharacters), fields.text("status", kMostWord),
          fields.optional_text("status_message", kMostCharacters)};
}

Incident read_incident(Fields& fields, std::time_t now) {
  return {fields.id(), fields.text("title", kMostCharacters), fields.text("status", kMostWord),
          fields.optional_text("message", kMostCharacters),
          fields.optional_time("created_at", now)};
}

Maintenance read_maintenance(Fields& fields) {
  return {fields.id(), fields.text("title", kMostCharacters), fields.text("status", kMostWord),
          fields.optional_time("starts_at", 0)};
}

template <class Row>
Row* find(std::vector<Row>& rows, const std::string& id) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.id == id; });
  return found == rows.end() ? nullptr : &*found;
}

/// Events name no order, so a row that is known keeps its place.
void put(State& state, Service service) {
  if (Service* known = find(state.services, service.id)) {
    *known = std::move(service);
  } else if (state.services.size() < kMostServices) {
    state.services.push_back(std::move(service));
  }
}

void put(State& state, Incident incident) {
  if (Incident* known = find(state.incidents, incident.id)) {
    incident.since = known->since;
    *known = std::move(incident);
    return;
  }
  state.incidents.insert(state.incidents.begin(), std::move(incident));
  if (state.incidents.size() <= kMostIncidents) return;
  // The oldest one that is over, or the oldest one.
  const auto over = std::find_if(state.incidents.rbegin(), state.incidents.rend(),
                                 [](const Incident& one) { return one.status == "resolved"; });
  state.incidents.erase(over == state.incidents.rend() ? state.incidents.end() - 1
                                                       : over.base() - 1);
}

void put(State& state, Maintenance maintenance) {
  if (Maintenance* known = find(state.maintenances, maintenance.id)) {
    *known = std::move(maintenance);
    return;
  }
  if (state.maintenances.size() == kMostMaintenances) {
    const auto over =
        std::find_if(state.maintenances.begin(), state.maintenances.end(),
                     [](const Maintenance& one) { return one.status == "completed"; });
    state.maintenances.erase(over == state.maintenances.end() ? state.maintenances.begin() : over);
  }
  state.maintenances.push_back(std::move(maintenance));
}

/// What an event is about. Laravel's name for an event without `broadcastAs()` is that of its
/// class.
enum class Subject { None, Service, Incident, Maintenance, Everything };

Subject subject_of(std::string_view event) {
  static constexpr struct {
    std::string_view name;
    std::string_view class_name;
    Subject subject;
  } kEvents[] = {
      {"service.status.changed", "ServiceStatusChanged", Subject::Service},
      {"incident.created", "IncidentCreated", Subject::Incident},
      {"incident.updated", "IncidentUpdated", Subject::Incident},
      {"incident.resolved", "IncidentResolved", Subject::Incident},
      {"maintenance.scheduled", "MaintenanceScheduled", Subject::Maintenance},
      {"maintenance.started", "MaintenanceStarted", Subject::Maintenance},
      {"maintenance.completed", "MaintenanceCompleted", Subject::Maintenance},
      {"status.published", "StatusPublished", Subject::Everything},
  };
  constexpr std::string_view kNamespace = "App\\Events\\";
  const bool is_class = event.starts_with(kNamespace);
  const std::string_view name = is_class ? event.substr(kNamespace.size()) : event;
  for (const auto& one : kEvents) {
    if (name == (is_class ? one.class_name : one.name)) return one.subject;
  }
  return Subject::None;
}

Outcome refused(std::string_view event, const std::string& problem) {
  return {Kind::Refused, plain(event, 64) + ": " + problem};
}

/// Reads the member `key` of the event's data with `read`, and puts it into the state.
template <class Read>
Outcome change(State& state, std::string_view event, const json& data, const char* key,
               const Read& read) {
  if (!data.is_object() || !data.contains(key)) {
    return refused(event, std::string("its data has no ") + key);
  }
  Fields fields(data[key], key);
  auto row = read(fields);
  if (!fields.problem().empty()) return refused(event, fields.problem());
  std::string words;
  if constexpr (requires { row.name; }) {
    words = row.name + ": " + row.status;
  } else {
    words = row.title + ": " + row.status;
  }
  put(state, std::move(row));
  return {Kind::Changed, std::move(words)};
}

Outcome dispatch(State& state, std::string_view event, Subject subject, const json& data,
                 std::time_t now) {
  switch (subject) {
    case Subject::None: return {};
    case Subject::Service: return change(state, event, data, "service", read_service);
    case Subject::Incident:
      return change(state, event, data, "incident",
                    [now](Fields& fields) { return read_incident(fields, now); });
    case Subject::Maintenance: return change(state, event, data, "maintenance", read_maintenance);
    case Subject::Everything: {
      const std::string problem = from_json(data, state, now);
      if (!problem.empty()) return refused(event, problem);
      return {Kind::Replaced, "the whole state"};
    }
  }
  return {};
}

/// Reads the rows of a list. A list that is missing is empty.
template <class Row, class Read>
std::string read_rows(const json& data, const char* key, const char* where, std::vector<Row>& rows,
                      std::size_t most, const Read& read) {
  const auto list = data.find(key);
  if (list == data.end()) return {};
  if (!list->is_array()) return std::string(key) + " is not a list";
  for (const json& one : *list) {
    if (rows.size() == most) break;
    Fields fields(one, where);
    Row row = read(fields);
    if (!fields.problem().empty()) return fields.problem();
    if (find(rows, row.id) == nullptr) rows.push_back(std::move(row));
  }
  return {};
}

}  // namespace

Outcome apply(State& state, std::string_view event, std::string_view data, std::time_t now) {
  const Subject subject = subject_of(event);
  if (subject == Subject::None) return {};
  const json parsed = json::parse(data, nullptr, false);
  if (parsed.is_discarded()) return refused(event, "its data is not JSON");
  Outcome outcome = dispatch(state, event, subject, parsed, now);
  if (outcome.kind != Kind::Refused) state.updated_at = now;
  return outcome;
}

json to_json(const State& state) {
  json services = json::array();
  for (const Service& one : state.services) {
    services.push_back({{"id", one.id},
                        {"name", one.name},
                        {"status", one.status},
                        {"status_message", one.message}});
  }
  json incidents = json::array();
  for (const Incident& one : state.incidents) {
    incidents.push_back({{"id", one.id},
                         {"title", one.title},
                         {"status", one.status},
                         {"message", one.message},
                         {"created_at", one.since}});
  }
  json maintenances = json::array();
  for (const Maintenance& one : state.maintenances) {
    maintenances.push_back({{"id", one.id},
                            {"title", one.title},
                            {"status", one.status},
                            {"starts_at", one.starts_at}});
  }
  return {{"organization", {{"name", state.organization}}},
          {"services", std::move(services)},
          {"incidents", std::move(incidents)},
          {"maintenances", std::move(maintenances)}};
}

std::string from_json(const json& data, State& state, std::time_t now) {
  if (!data.is_object()) return "it is not an object";
  State fresh;
  fresh.updated_at = state.updated_at;
  fresh.organization = state.organization;
  if (const auto given = data.find("organization"); given != data.end()) {
    Fields fields(*given, "organization");
    fresh.organization = fields.optional_text("name", kMostCharacters);
    if (!fields.problem().empty()) return fields.problem();
  }
  std::string problem =
      read_rows(data, "services", "service", fresh.services, kMostServices, read_service);
  if (problem.empty()) {
    problem = read_rows(data, "incidents", "incident", fresh.incidents, kMostIncidents,
                        [now](Fields& fields) { return read_incident(fields, now); });
  }
  if (problem.empty()) {
    problem = read_rows(data, "maintenances", "maintenance", fresh.maintenances, kMostMaintenances,
                        read_maintenance);
  }
  if (problem.empty()) state = std::move(fresh);
  return problem;
}

}  // namespace kiosk
