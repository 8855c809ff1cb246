// The files that are part of the program: the cases, and the page of the HTML report.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace oread::conform {

using namespace std::literals;

struct Embedded {
  std::string name;  ///< Without a folder: "SS.json".
  std::string content;
};

/// In the order of their names.
const std::vector<Embedded>& embedded_files();

}  // namespace oread::conform
