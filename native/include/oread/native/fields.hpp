// A name and a value, as they stand in HTTP headers and in forms.
#pragma once

#include <string>
#include <vector>

namespace oread::native {

/// Nothing in it is escaped yet; a header's may hold no line break.
struct Field {
  std::string name;
  std::string value;

  friend bool operator==(const Field&, const Field&) = default;
};
using Fields = std::vector<Field>;

}  // namespace oread::native
