// The board at every size: what it says, and that nothing leaves the picture.
#include "board.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "text.hpp"
#include "zone.hpp"

namespace kiosk {
namespace {

using nlohmann::json;
using oread::ChannelState;
using oread::ConnectionStatus;
namespace event = oread::event;

std::string text_of(const Line& line) {
  std::string out;
  for (const Span& span : line) out += span.text;
  return out;
}
std::string text_of(const Picture& picture) {
  std::string out;
  for (const Line& line : picture.lines) out += text_of(line) + "\n";
  return out;
}
bool has(const Picture& picture, std::string_view words) {
  return text_of(picture).find(words) != std::string::npos;
}
/// The tone of the text that contains these words.
Tone tone_of(const Picture& picture, std::string_view words) {
  for (const Line& line : picture.lines) {
    for (const Span& span : line) {
      if (span.text.find(words) != std::string::npos) return span.tone;
    }
  }
  ADD_FAILURE() << words << " is not on the board";
  return Tone::Plain;
}

json ridge() {
  return {
      {"organization", {{"name", "Ridge"}}},
      {"services",
       {{{"id", 1}, {"name", "Cable car"}, {"status", "up"}},
        {{"id", 2}, {"name", "Radio"}, {"status", "degraded"}, {"status_message", "It hisses."}},
        {{"id", 3}, {"name", "Hut bookings"}, {"status", "down"}}}},
      {"incidents",
       {{{"id", 2}, {"title", "Old story"}, {"status", "resolved"}, {"message", "Gone"}},
        {{"id", 1}, {"title", "Bookings fail"}, {"status", "open"}, {"message", "We look."}}}},
      {"maintenances",
       {{{"id", 1},
         {"title", "Inspection"},
         {"status", "scheduled"},
         {"starts_at", "2026-12-03T06:00:00Z"}},
        {{"id", 2}, {"title", "Done with"}, {"status", "completed"}}}}};
}

class BoardTest : public testing::Test {
 protected:
  void connect(int seconds) {
    model.on(
        event::ConnectionChanged{
            ConnectionStatus::Connecting, ConnectionStatus::Connected, {}, {}, {}},
        at(seconds));
    model.on(event::ChannelChanged{"news", ChannelState::Subscribed}, at(seconds));
  }
  void lose(int seconds) {
    model.on(event::ConnectionChanged{ConnectionStatus::Connected,
                                      ConnectionStatus::Reconnecting,
                                      {},
                                      {oread::Errc::LinkFailed, 0, "It broke."},
                                      {}},
             at(seconds));
    model.on(event::RetryScheduled{1, oread::Millis(3000), {}}, at(seconds));
  }
  void publish(const json& state, int seconds) {
    ASSERT_TRUE(
        model.on(event::Message{"news", "status.published", state.dump(), {}, false}, at(seconds)));
  }

  Model model{{"news"}, at(0)};
};

TEST_F(BoardTest, ShowsTheStateInTwoColumns) {
  connect(0);
  publish(ridge(), 1);
  const Picture picture = draw(model, at(2), {100, 24});
  EXPECT_TRUE(has(picture, "Ridge status"));
  EXPECT_EQ(tone_of(picture, "Something is down."), Tone::DownBand);
  EXPECT_EQ(tone_of(picture, "degraded"), Tone::Degraded);
  EXPECT_TRUE(has(picture, "It hisses."));
  EXPECT_EQ(tone_of(picture, "Bookings fail"), Tone::Strong);
  EXPECT_TRUE(has(picture, "3 Dec 06:00"));
  EXPECT_FALSE(has(picture, "Done with"));
  EXPECT_TRUE(has(picture, "connected for 2 s"));
  EXPECT_TRUE(has(picture, "last update 12:04:32"));
  // Beside each other: one line has a service and the title of the incidents.
  const std::string text = text_of(picture);
  const std::size_t services = text.find("Services");
  const std::size_t incidents = text.find("Incidents");
  EXPECT_EQ(text.substr(services, incidents - services).find('\n'), std::string::npos);
  // What is open comes before what is over.
  EXPECT_LT(text.find("Bookings fail"), text.find("Old story"));
}

TEST_F(BoardTest, FortyColumnsAreEnough) {
  connect(0);
  publish(ridge(), 1);
  const Picture picture = draw(model, at(2), {40, 30});
  const std::string text = text_of(picture);
  const std::size_t services = text.find("Services");
  const std::size_t incidents = text.find("Incidents");
  EXPECT_NE(text.substr(services, incidents - services).find('\n'), std::string::npos);
  for (const char* words : {"Cable car", "It hisses.", "Bookings fail", "We look.", "Inspection",
                            "connected for 2 s", "last update 12:04:32"}) {
    EXPECT_TRUE(has(picture, words)) << words << "\n" << text;
  }
}

TEST_F(BoardTest, EveryPictureHasItsSize) {
  json state = ridge();
  for (int i = 10; i < 60; ++i) {
    state["services"].push_back({{"id", i},
                                 {"name", "日本語の長い名前 " + std::string(60, 'x')},
                                 {"status", "degraded"},
                                 {"status_message", std::string(300, 'm')}});
  }
  connect(0);
  publish(state, 1);
  lose(5);
  for (const int columns : {1, 2, 3, 5, 8, 20, 39, 40, 75, 76, 77, 100, 120, 300}) {
    for (const int rows : {1, 2, 3, 4, 5, 8, 12, 17, 18, 24, 50, 100}) {
      const Picture picture = draw(model, at(6), {columns, rows});
      ASSERT_EQ(picture.lines.size(), static_cast<std::size_t>(rows)) << columns << "x" << rows;
      for (const Line& line : picture.lines) {
        ASSERT_LE(width(line), columns) << columns << "x" << rows << ": " << text_of(line);
      }
    }
  }
  draw(model, at(6), {0, 0});
  draw(model, at(6), {-5, -5});
}

TEST_F(BoardTest, AnOldStateIsMarkedAndHasNoGreenBand) {
  connect(0);
  json state = ridge();
  state["services"] = {{{"id", 1}, {"name", "Cable car"}, {"status", "up"}}};
  publish(state, 1);
  EXPECT_EQ(tone_of(draw(model, at(2), {100, 24}), "Everything works."), Tone::UpBand);
  lose(60);
  const Picture picture = draw(model, at(360), {100, 24});
  EXPECT_EQ(tone_of(picture, "OLD, as of 12:05, 5 min ago."), Tone::OldBand);
  EXPECT_EQ(tone_of(picture, "Then: Everything works. Later changes are not shown."), Tone::Soft);
  EXPECT_TRUE(has(picture, "offline since 12:05"));
  EXPECT_TRUE(has(picture, "It broke."));
  for (const Line& line : picture.lines) {
    for (const Span& span : line) EXPECT_NE(span.tone, Tone::UpBand);
  }
}

TEST_F(BoardTest, AGapIsTold) {
  connect(0);
  publish(ridge(), 1);
  lose(60);
  EXPECT_TRUE(has(draw(model, at(61), {100, 24}), "next attempt in 2 s"));
  connect(180);
  EXPECT_TRUE(has(draw(model, at(181), {100, 24}), "Changes from 12:05 to 12:07 may be missing."));
  lose(182);
  connect(183);
  publish(ridge(), 184);
  EXPECT_FALSE(has(draw(model, at(185), {100, 24}), "may be missing"));
}

TEST_F(BoardTest, WithoutAWholeStateItSaysSinceWhen) {
  EXPECT_TRUE(has(draw(model, at(0), {100, 24}), "Nothing is known yet."));
  connect(0);
  model.on(event::Message{"news",
                          "service.status.changed",
                          R"({"service": {"id": 1, "name": "Radio", "status": "purple"}})",
                          {},
                          false},
           at(5));
  const Picture picture = draw(model, at(6), {100, 24});
  EXPECT_TRUE(has(picture, "Shows only what has changed since 12:04."));
  EXPECT_EQ(tone_of(picture, "Not everything is known."), Tone::OldBand);
  EXPECT_TRUE(has(picture, "purple"));
}

TEST_F(BoardTest, TheWorstIsShownIfNotAllFits) {
  json state = ridge();
  for (int i = 10; i < 60; ++i) {
    state["services"].push_back(
        {{"id", i}, {"name", "Service " + std::to_string(i)}, {"status", i == 59 ? "down" : "up"}});
  }
  connect(0);
  publish(state, 1);
  const Picture picture = draw(model, at(2), {40, 24});
  EXPECT_TRUE(has(picture, "Service 59")) << text_of(picture);
  EXPECT_TRUE(has(picture, "Hut bookings")) << text_of(picture);
  EXPECT_TRUE(has(picture, " more")) << text_of(picture);
  EXPECT_TRUE(has(picture, "Incidents")) << text_of(picture);
  // Shown and counted together are all of them.
  std::istringstream lines(text_of(picture));
  int shown = 0;
  int hidden = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.find("■") != std::string::npos || line.find("▲") != std::string::npos ||
        line.find("▼") != std::string::npos) {
      ++shown;
    }
    if (const std::size_t found = line.find("and "); hidden == 0 && found != std::string::npos) {
      hidden = std::stoi(line.substr(found + 4));
    }
  }
  EXPECT_EQ(shown + hidden, 53);
}

TEST_F(BoardTest, ANoticeIsShownAndHarmless) {
  const Picture picture = draw(model, at(0), {100, 24}, "cannot save\x1b[2J");
  EXPECT_EQ(tone_of(picture, "cannot save [2J"), Tone::Soft);
}

TEST_F(BoardTest, AWrongEventIsTold) {
  connect(0);
  publish(ridge(), 1);
  model.on(event::Message{"news", "incident.created", "[]", {}, false}, at(2));
  EXPECT_TRUE(has(draw(model, at(3), {100, 24}), "incident.created: its data has no incident"));
}

}  // namespace
}  // namespace kiosk
