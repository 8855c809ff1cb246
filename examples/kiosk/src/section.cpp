#include "section.hpp"

#include <algorithm>

#include "text.hpp"

namespace kiosk {
namespace {

constexpr int kMessageLines = 2;

using Block = std::vector<Line>;

Block block_of(const Row& row, int columns, int message_lines) {
  Block block = {justified(row.left, row.right, columns)};
  for (const std::string& line : wrap(row.message, columns - 2, message_lines)) {
    block.push_back({{"  ", Tone::Soft}, {line, Tone::Soft}});
  }
  return block;
}

std::vector<Block> blocks_of(const std::vector<Row>& rows, int columns, int message_lines) {
  std::vector<Block> blocks;
  blocks.reserve(rows.size());
  for (const Row& row : rows) blocks.push_back(block_of(row, columns, message_lines));
  return blocks;
}

int height(const std::vector<Block>& blocks) {
  std::size_t lines = 0;
  for (const Block& block : blocks) lines += block.size();
  return static_cast<int>(lines);
}

/// The title, and a rule from there to the margin.
Line heading(const std::string& title, int columns) {
  std::string text = title + " ";
  for (int at = width(text); at < columns; ++at) text += "─";
  return cut(Line{{std::move(text), Tone::Soft}}, columns);
}

/// Its title, and its rows in full.
int wanted(const Section& section, int columns) {
  return 1 + std::max(1, height(blocks_of(section.rows, columns, kMessageLines)));
}

/// The section in this many lines: without messages if they do not fit, and then without the
/// lightest rows.
Block fit(const Section& section, int columns, int room) {
  Block out;
  if (room <= 0) return out;
  out.push_back(heading(section.title, columns));
  --room;
  if (section.rows.empty() && room > 0) {
    out.push_back(cut(Line{{section.if_empty, Tone::Soft}}, columns));
    return out;
  }
  std::vector<Row> rows = section.rows;
  std::vector<Block> blocks = blocks_of(rows, columns, kMessageLines);
  for (int lines = kMessageLines - 1; lines >= 0 && height(blocks) > room; --lines) {
    blocks = blocks_of(rows, columns, lines);
  }
  if (height(blocks) > room) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row& one, const Row& other) { return one.weight > other.weight; });
    const auto shown = static_cast<std::size_t>(std::max(0, room - 1));
    const std::size_t hidden = rows.size() - shown;
    rows.resize(shown);
    blocks = blocks_of(rows, columns, 0);
    if (room > 0) {
      const std::string more = "and " + std::to_string(hidden) + " more";
      blocks.push_back({cut(Line{{more, Tone::Soft}}, columns)});
    }
  }
  for (Block& block : blocks) out.insert(out.end(), block.begin(), block.end());
  return out;
}

}  // namespace

std::vector<Line> lay_out(const std::vector<Section>& sections, int columns, int rows) {
  std::vector<int> rooms;
  rooms.reserve(sections.size());
  int total = static_cast<int>(sections.size()) - 1;  // the empty lines between them
  for (const Section& section : sections) {
    rooms.push_back(wanted(section, columns));
    total += rooms.back();
  }
  // Whoever has most gives a line.
  for (; total > rows; --total) {
    const auto most = std::max_element(rooms.begin(), rooms.end());
    if (most == rooms.end() || *most == 0) break;
    --*most;
  }
  std::vector<Line> out;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    if (!out.empty()) out.emplace_back();
    const Block block = fit(sections[i], columns, rooms[i]);
    out.insert(out.end(), block.begin(), block.end());
  }
  if (static_cast<int>(out.size()) > rows) out.resize(static_cast<std::size_t>(std::max(0, rows)));
  return out;
}

}  // namespace kiosk
