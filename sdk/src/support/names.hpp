// A list of names in one string: less code than a view for each.
#pragma once

#include <cstddef>

#include "oread/text.hpp"

namespace oread {

/// `Size` characters: each name after its length, and a length of 0 at the end.
template <std::size_t Size>
struct Names {
  char text[Size];
};

/// The list of these names, each shorter than 128 characters, built at compile time.
template <std::size_t... Sizes>
consteval auto names(const char (&... name)[Sizes]) {
  Names<(Sizes + ... + 1)> list{};
  std::size_t at = 0;
  const auto add = [&](const char* text, std::size_t size) {
    list.text[at++] = static_cast<char>(size);
    for (std::size_t i = 0; i < size; ++i) list.text[at++] = text[i];
  };
  (add(name, Sizes - 1), ...);
  return list;
}

/// The index of `name` in the list, or the number of names if it is not in the list.
inline unsigned index_in(const char* list, View name) {
  unsigned index = 0;
  for (; *list != 0; list += *list + 1, ++index) {
    if (View(list + 1, static_cast<std::size_t>(*list)) == name) break;
  }
  return index;
}

/// The number of names in the list. A name must not be empty.
inline unsigned count_of(const char* list) {
  return index_in(list, {});
}

}  // namespace oread
