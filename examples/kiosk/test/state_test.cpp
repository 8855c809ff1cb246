// Events change the state; what is not as it should be changes nothing and is told.
#include "state.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "text.hpp"

namespace kiosk {
namespace {

using Kind = Outcome::Kind;
using nlohmann::json;

constexpr const char* kWhole = R"({
  "organization": {"id": 1, "name": "Ridge"},
  "services": [{"id": 1, "name": "Cable car", "status": "up", "status_message": null},
               {"id": 2, "name": "Radio", "status": "degraded", "status_message": "Hisses."}],
  "incidents": [{"id": 7, "title": "Radio hisses", "status": "open", "message": "Since noon.",
                 "created_at": "2026-11-14T12:04:31.000000Z"}],
  "maintenances": [{"id": 3, "title": "Inspection", "status": "scheduled",
                    "starts_at": "2026-12-03T06:00:00.000000Z"}]})";

State whole() {
  State state;
  EXPECT_EQ(apply(state, "status.published", kWhole, 100).kind, Kind::Replaced);
  return state;
}

std::string service(const json& value) {
  return json{{"service", value}, {"old_status", "up"}, {"new_status", "down"}}.dump();
}

TEST(State, AWholeStateReplacesEverything) {
  State state;
  apply(state, "service.status.changed", service({{"id", 9}, {"name", "Old"}, {"status", "up"}}),
        1);
  ASSERT_EQ(apply(state, "status.published", kWhole, 100).kind, Kind::Replaced);
  EXPECT_EQ(state.organization, "Ridge");
  ASSERT_EQ(state.services.size(), 2U);
  EXPECT_EQ(state.services[1].name, "Radio");
  EXPECT_EQ(state.services[1].message, "Hisses.");
  ASSERT_EQ(state.incidents.size(), 1U);
  EXPECT_EQ(state.incidents[0].since, 1794657871);
  ASSERT_EQ(state.maintenances.size(), 1U);
  EXPECT_EQ(state.maintenances[0].starts_at, 1796277600);
  EXPECT_EQ(state.updated_at, 100);
}

TEST(State, AServiceKeepsItsPlace) {
  State state = whole();
  const Outcome outcome =
      apply(state, "service.status.changed",
            service({{"id", 1}, {"name", "Cable car"}, {"status", "down"}}), 200);
  EXPECT_EQ(outcome.kind, Kind::Changed);
  EXPECT_EQ(outcome.words, "Cable car: down");
  ASSERT_EQ(state.services.size(), 2U);
  EXPECT_EQ(state.services[0].status, "down");
  EXPECT_EQ(state.updated_at, 200);
  apply(state, "service.status.changed", service({{"id", "x"}, {"name", "New"}, {"status", "up"}}),
        200);
  ASSERT_EQ(state.services.size(), 3U);
  EXPECT_EQ(state.services[2].id, "x");
}

TEST(State, AnIncidentIsUpdatedAndKeepsItsTime) {
  State state = whole();
  const char* data = R"({"incident": {"id": 7, "title": "Radio hisses", "status": "resolved",
                                      "message": null}})";
  EXPECT_EQ(apply(state, "incident.resolved", data, 5000).kind, Kind::Changed);
  ASSERT_EQ(state.incidents.size(), 1U);
  EXPECT_EQ(state.incidents[0].status, "resolved");
  EXPECT_EQ(state.incidents[0].since, 1794657871);
  const char* another = R"({"incident": {"id": 8, "title": "Lift stopped", "status": "open"}})";
  EXPECT_EQ(apply(state, "incident.created", another, 6000).kind, Kind::Changed);
  ASSERT_EQ(state.incidents.size(), 2U);
  EXPECT_EQ(state.incidents[0].title, "Lift stopped");
  EXPECT_EQ(state.incidents[0].since, 6000);
}

TEST(State, EveryEventOfTheStatusPageIsKnownByBothNames) {
  const char* incident = R"({"incident": {"id": 1, "title": "A", "status": "open"}})";
  const char* maintenance = R"({"maintenance": {"id": 1, "title": "A", "status": "started",
                                                "starts_at": "2026-12-03T06:00:00Z"}})";
  const std::string changed = service({{"id", 1}, {"name", "A"}, {"status", "up"}});
  const std::pair<const char*, std::string> events[] = {
      {"incident.created", incident},
      {"incident.updated", incident},
      {"incident.resolved", incident},
      {"App\\Events\\IncidentCreated", incident},
      {"App\\Events\\IncidentUpdated", incident},
      {"App\\Events\\IncidentResolved", incident},
      {"maintenance.scheduled", maintenance},
      {"maintenance.started", maintenance},
      {"maintenance.completed", maintenance},
      {"App\\Events\\MaintenanceStarted", maintenance},
      {"service.status.changed", changed},
      {"App\\Events\\ServiceStatusChanged", changed},
      {"App\\Events\\StatusPublished", kWhole},
  };
  for (const auto& [name, data] : events) {
    State state;
    EXPECT_GE(apply(state, name, data, 1).kind, Kind::Changed) << name;
    EXPECT_FALSE(state.empty()) << name;
  }
}

TEST(State, OtherEventsAreIgnored) {
  State state = whole();
  for (const char* name : {"pusher:cache_miss", "IncidentCreated", "App\\Events\\incident.created",
                           "App\\Events\\", "", "service"}) {
    EXPECT_EQ(apply(state, name, "not JSON", 999).kind, Kind::Ignored) << name;
  }
  EXPECT_EQ(state.updated_at, 100);
}

TEST(State, WrongTypesChangeNothingAndAreNamed) {
  const std::pair<const char*, const char*> wrong[] = {
      {"", "not JSON"},
      {"{", "not JSON"},
      {"[]", "no service"},
      {"null", "no service"},
      {R"("service")", "no service"},
      {R"({"service": null})", "service is not an object"},
      {R"({"service": [1, 2]})", "service is not an object"},
      {R"({"service": {}})", "service.id is not a number or a text"},
      {R"({"service": {"id": 1.5, "name": "A", "status": "up"}})", "service.id"},
      {R"({"service": {"id": {"$gt": ""}, "name": "A", "status": "up"}})", "service.id"},
      {R"({"service": {"id": "", "name": "A", "status": "up"}})", "service.id"},
      {R"({"service": {"id": 1, "name": 5, "status": "up"}})", "service.name is not a text"},
      {R"({"service": {"id": 1, "name": "\u0007\u200b", "status": "up"}})", "service.name"},
      {R"({"service": {"id": 1, "name": "A", "status": true}})", "service.status"},
      {R"({"service": {"id": 1, "name": "A"}})", "service.status"},
      {R"({"service": {"id": 1, "name": "A", "status": "up", "status_message": 4}})",
       "service.status_message is not a text"},
  };
  for (const auto& [data, words] : wrong) {
    State state = whole();
    const json before = to_json(state);
    const Outcome outcome = apply(state, "service.status.changed", data, 999);
    EXPECT_EQ(outcome.kind, Kind::Refused) << data;
    EXPECT_NE(outcome.words.find(words), std::string::npos) << outcome.words;
    EXPECT_EQ(outcome.words.find("service.status.changed: "), 0U) << outcome.words;
    EXPECT_EQ(to_json(state), before) << data;
    EXPECT_EQ(state.updated_at, 100) << data;
  }
}

TEST(State, AWrongWholeStateChangesNothing) {
  for (const char* data :
       {"[]", R"({"services": {}})", R"({"services": [1]})", R"({"organization": "Ridge"})",
        R"({"services": [{"id": 1, "name": "A", "status": "up"}], "incidents": [null]})",
        R"({"maintenances": [{"id": 1, "title": "A", "status": "x", "starts_at": "tomorrow"}]})",
        R"({"maintenances": [{"id": 1, "title": "A", "status": "x", "starts_at": -1}]})",
        R"({"incidents": [{"id": 1, "title": "A", "status": "x", "created_at": 1e300}]})",
        R"({"incidents": [{"id": 1, "title": "A", "status": "x",
                           "created_at": 18446744073709551615}]})"}) {
    State state = whole();
    const json before = to_json(state);
    EXPECT_EQ(apply(state, "status.published", data, 999).kind, Kind::Refused) << data;
    EXPECT_EQ(to_json(state), before) << data;
  }
}

TEST(State, TextsAreHarmlessAndBounded) {
  State state;
  const std::string evil = "\x1b[31m\x07 \xE2\x80\xAE" + std::string(100'000, 'x');
  const Outcome outcome =
      apply(state, "service.status.changed",
            service({{"id", evil}, {"name", evil}, {"status", evil}, {"status_message", evil}}), 1);
  ASSERT_EQ(outcome.kind, Kind::Changed);
  const Service& one = state.services.at(0);
  for (const std::string& text : {one.id, one.name, one.status, one.message, outcome.words}) {
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text, plain(text, 10'000));
    EXPECT_LE(text.size(), 2 * kMostCharacters);
  }
  const Outcome wrong = apply(state, "App\\Events\\IncidentCreated", evil, 1);
  EXPECT_EQ(wrong.words.find('\x1b'), std::string::npos);
}

TEST(State, ListsAreBounded) {
  State state;
  for (int i = 0; i < 1000; ++i) {
    const json row = {{"id", i}, {"name", "A"}, {"title", "A"}, {"status", "open"}};
    apply(state, "service.status.changed", service(row), i);
    apply(state, "incident.created", json{{"incident", row}}.dump(), i);
    apply(state, "maintenance.scheduled", json{{"maintenance", row}}.dump(), i);
  }
  EXPECT_EQ(state.services.size(), kMostServices);
  ASSERT_EQ(state.incidents.size(), kMostIncidents);
  EXPECT_EQ(state.incidents[0].id, "999");
  ASSERT_EQ(state.maintenances.size(), kMostMaintenances);
  EXPECT_EQ(state.maintenances.back().id, "999");
  json many = json::array();
  for (int i = 0; i < 1000; ++i) many.push_back({{"id", i}, {"name", "A"}, {"status", "up"}});
  apply(state, "status.published", json{{"services", many}}.dump(), 1);
  EXPECT_EQ(state.services.size(), kMostServices);
}

TEST(State, WhatIsOverMakesRoomFirst) {
  State state;
  for (int i = 0; i < 16; ++i) {
    const json row = {{"id", i}, {"title", "A"}, {"status", i == 5 ? "resolved" : "open"}};
    apply(state, "incident.created", json{{"incident", row}}.dump(), i);
  }
  const json row = {{"id", 16}, {"title", "A"}, {"status", "open"}};
  apply(state, "incident.created", json{{"incident", row}}.dump(), 16);
  for (const Incident& one : state.incidents) EXPECT_EQ(one.status, "open");
}

TEST(State, DeepNestingIsData) {
  State state;
  const std::string deep =
      R"({"service":)" + std::string(200'000, '[') + std::string(200'000, ']') + "}";
  EXPECT_EQ(apply(state, "service.status.changed", deep, 1).kind, Kind::Refused);
}

TEST(State, JsonAndBack) {
  const State state = whole();
  State copy;
  EXPECT_EQ(from_json(to_json(state), copy, 1), "");
  EXPECT_EQ(to_json(copy), to_json(state));
}

}  // namespace
}  // namespace kiosk
