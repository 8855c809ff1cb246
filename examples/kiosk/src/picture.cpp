#include "picture.hpp"

#include "text.hpp"

namespace kiosk {

int width(const Line& line) {
  int columns = 0;
  for (const Span& span : line) columns += width(span.text);
  return columns;
}

Line cut(const Line& line, int columns) {
  Line out;
  for (const Span& span : line) {
    const int wanted = width(span.text);
    if (wanted > columns) {
      if (columns > 0) out.push_back({cut(span.text, columns), span.tone});
      break;
    }
    out.push_back(span);
    columns -= wanted;
  }
  return out;
}

Line justified(Line left, Line right, int columns, Tone between) {
  int taken = width(right);
  if (taken > 0) ++taken;  // at least one space before it
  if (!right.empty() && taken > columns) return justified(std::move(left), {}, columns, between);
  Line out = cut(left, columns - taken);
  const int gap = columns - width(out) - width(right);
  if (gap > 0) out.push_back({std::string(static_cast<std::size_t>(gap), ' '), between});
  out.insert(out.end(), right.begin(), right.end());
  return out;
}

}  // namespace kiosk
