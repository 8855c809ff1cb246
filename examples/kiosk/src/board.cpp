#include "board.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "section.hpp"
#include "text.hpp"

namespace kiosk {
namespace {

constexpr int kTwoColumns = 76;
constexpr int kBetween = 4;
constexpr int kTall = 18;  // enough rows to make the band visible from afar

int severity(std::string_view status) {
  if (status == "down") return 3;
  if (status == "degraded") return 2;
  return status == "up" ? 0 : 1;
}

Tone tone_of(std::string_view status) {
  if (status == "up") return Tone::Up;
  if (status == "degraded" || status == "watching") return Tone::Degraded;
  if (status == "down" || status == "open") return Tone::Down;
  if (status == "started") return Tone::Plan;
  return Tone::Soft;
}

/// As wide as the longest word of an incident, so that the times are below each other.
std::string padded(const std::string& status) {
  constexpr int kWord = 8;
  const int missing = kWord - width(status);
  return std::string(missing > 0 ? static_cast<std::size_t>(missing) : 0, ' ') + status;
}

/// Shapes differ, so that the board can be read without colours. Consoles have these characters.
std::string_view mark_of(std::string_view status) {
  switch (severity(status)) {
    case 0: return "■";
    case 2: return "▲";
    case 3: return "▼";
    default: return "○";
  }
}

Section services(const Model& model) {
  Section section{"Services", "No services are known.", {}};
  for (const Service& one : model.state().services) {
    const Tone tone = tone_of(one.status);
    section.rows.push_back(
        {{{std::string(mark_of(one.status)), tone}, {" " + one.name, Tone::Plain}},
         {{one.status, tone}},
         one.message,
         severity(one.status)});
  }
  return section;
}

Section incidents(const Model& model, Now now) {
  Section section{"Incidents", "Nothing has happened.", {}};
  std::vector<Incident> sorted = model.state().incidents;
  std::stable_partition(sorted.begin(), sorted.end(),
                        [](const Incident& one) { return one.status != "resolved"; });
  for (const Incident& one : sorted) {
    const bool over = one.status == "resolved";
    section.rows.push_back({{{one.title, over ? Tone::Soft : Tone::Strong}},
                            {{moment(one.since, now.wall) + " ", Tone::Soft},
                             {padded(one.status), tone_of(one.status)}},
                            over ? std::string() : one.message,
                            over ? 0 : 1});
  }
  return section;
}

Section maintenances(const Model& model, Now now) {
  Section section{"Maintenance", "Nothing is planned.", {}};
  for (const Maintenance& one : model.state().maintenances) {
    if (one.status == "completed") continue;
    const bool started = one.status == "started";
    std::string when = started || one.starts_at == 0 ? one.status : moment(one.starts_at, now.wall);
    section.rows.push_back({{{one.title, Tone::Plain}},
                            {{std::move(when), started ? Tone::Plan : Tone::Soft}},
                            {},
                            started ? 1 : 0});
  }
  return section;
}

struct Verdict {
  std::string_view words;
  Tone band;
};

Verdict verdict(const State& state) {
  int worst = state.services.empty() ? 1 : 0;
  for (const Service& one : state.services) worst = std::max(worst, severity(one.status));
  switch (worst) {
    case 0: return {"Everything works.", Tone::UpBand};
    case 2: return {"Some things are slow or limited.", Tone::DegradedBand};
    case 3: return {"Something is down.", Tone::DownBand};
    default: return {"Not everything is known.", Tone::OldBand};
  }
}

Line band(std::string_view words, Tone tone, int columns) {
  return justified({{" ", tone}, {std::string(words), tone}}, {{" ", tone}}, columns, tone);
}

std::string since_when(std::time_t at, Now now) {
  if (at == 0) return "of unknown age";
  return "as of " + moment(at, now.wall) + ", " + duration(now.wall - at) + " ago";
}

std::string what_is_missing(std::time_t known, std::time_t live_since, Now now) {
  const std::string from = moment(known, now.wall);
  const std::string to = moment(live_since, now.wall);
  if (known == 0) return "Shows only what has changed since " + to + ".";
  if (from == to) return "Changes at " + from + " may be missing.";
  return "Changes from " + from + " to " + to + " may be missing.";
}

/// Whether everything works, and whether that is still true. An old state gets no green band.
std::vector<Line> bands(const Model& model, Now now, int columns, bool tall) {
  const Verdict found = verdict(model.state());
  std::vector<Line> out;
  const auto add = [&](std::string_view words, Tone tone) {
    for (const std::string& line : wrap(words, columns - 2, 2)) {
      out.push_back(band(line, tone, columns));
    }
  };
  const auto add_band = [&](std::string_view words, Tone tone) {
    if (tall) out.push_back(band("", tone, columns));
    add(words, tone);
    if (tall) out.push_back(band("", tone, columns));
  };
  const std::time_t known = model.known_until(now.wall);
  switch (model.freshness()) {
    case Freshness::Unknown: add_band("Nothing is known yet.", Tone::OldBand); break;
    case Freshness::Old:
      add_band("OLD, " + since_when(known != 0 ? known : model.state().updated_at, now) + ".",
               Tone::OldBand);
      add("Then: " + std::string(found.words) + " Later changes are not shown.", Tone::Soft);
      break;
    case Freshness::Partial:
      add_band(found.words, found.band);
      add(what_is_missing(known, model.live_since(), now), Tone::Degraded);
      break;
    case Freshness::Complete: add_band(found.words, found.band); break;
  }
  return out;
}

Line header(const Model& model, Now now, int columns) {
  const std::string& name = model.state().organization;
  return justified({{" ", Tone::Plain}, {name.empty() ? "Status" : name + " status", Tone::Strong}},
                   {{clock_time(now.wall) + " ", Tone::Soft}}, columns);
}

std::vector<Line> footer(const Model& model, Now now, int columns, const std::string& notice) {
  const bool live = model.link().live();
  const Tone tone = live ? Tone::Up : Tone::Degraded;
  const Line link = {{live ? " ● " : " ○ ", tone}, {model.link().words(now), tone}};
  const std::time_t at = model.state().updated_at;
  const bool recent = now.wall - at < 12L * 3600;
  const std::string when = recent ? clock_time(at) : moment(at, now.wall);
  const Line update = {{at == 0 ? "no update yet " : "last update " + when + " ", Tone::Soft}};
  std::vector<Line> out;
  if (width(link) + width(update) + 1 <= columns) {
    out.push_back(justified(link, update, columns));
  } else {
    out.push_back(cut(link, columns));
    out.push_back(justified({{"   ", Tone::Soft}, update.front()}, {}, columns));
  }
  const std::string why = model.link().why();
  for (const std::string& text : {why, model.complaint(), plain(notice, 400)}) {
    for (const std::string& line : wrap(text, columns - 4, 2)) {
      out.push_back({{"   ", Tone::Soft}, {line, Tone::Soft}});
    }
  }
  return out;
}

std::vector<Line> side_by_side(const std::vector<Line>& left, const std::vector<Line>& right,
                               int left_columns, int right_columns) {
  std::vector<Line> out;
  for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    Line line = justified(i < left.size() ? left[i] : Line{}, {}, left_columns);
    line.push_back({std::string(kBetween, ' '), Tone::Plain});
    const Line rest = cut(i < right.size() ? right[i] : Line{}, right_columns);
    line.insert(line.end(), rest.begin(), rest.end());
    out.push_back(std::move(line));
  }
  return out;
}

std::vector<Line> body(const Model& model, Now now, int columns, int rows) {
  const int inner = columns - 2;
  std::vector<Line> out;
  if (columns >= kTwoColumns) {
    const int left = (inner - kBetween) * 2 / 5;
    const int right = inner - kBetween - left;
    out = side_by_side(lay_out({services(model)}, left, rows),
                       lay_out({incidents(model, now), maintenances(model, now)}, right, rows),
                       left, right);
  } else {
    out = lay_out({services(model), incidents(model, now), maintenances(model, now)}, inner, rows);
  }
  for (Line& line : out) line.insert(line.begin(), {" ", Tone::Plain});
  return out;
}

}  // namespace

Picture draw(const Model& model, Now now, Size size, const std::string& notice) {
  const int columns = std::max(size.columns, 1);
  const auto rows = static_cast<std::size_t>(std::max(size.rows, 1));
  std::vector<Line> top = {header(model, now, columns)};
  const std::vector<Line> state = bands(model, now, columns, size.rows >= kTall);
  top.insert(top.end(), state.begin(), state.end());
  top.emplace_back();
  std::vector<Line> bottom = footer(model, now, columns, notice);
  bottom.insert(bottom.begin(), Line{});

  Picture picture{columns, std::move(top)};
  const std::size_t taken = picture.lines.size() + bottom.size();
  if (taken < rows) {
    const std::vector<Line> middle = body(model, now, columns, static_cast<int>(rows - taken));
    picture.lines.insert(picture.lines.end(), middle.begin(), middle.end());
    picture.lines.resize(rows - bottom.size());
  }
  picture.lines.insert(picture.lines.end(), bottom.begin(), bottom.end());
  // On a screen of a few lines, the top is what matters.
  picture.lines.resize(rows);
  for (Line& line : picture.lines) line = cut(line, columns);
  return picture;
}

}  // namespace kiosk
