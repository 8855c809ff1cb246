// A name and a value, as in HTTP headers and forms.
#pragma once

#include <string>
#include <vector>

namespace oread::native {

/// Not escaped; the value of a header must not contain a line break.
struct Field {
  std::string name;
  std::string value;

  friend bool operator==(const Field&, const Field&) = default;
};
using Fields = std::vector<Field>;

}  // namespace oread::native
