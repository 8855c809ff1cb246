#include "header_option.hpp"

#include "http.hpp"
#include "terminal.hpp"

namespace oread::command {

Result<native::Fields> parse_headers(const std::vector<std::string>& texts) {
  native::Fields headers;
  for (const std::string& text : texts) {
    const std::size_t colon = text.find(':');
    const std::size_t value = text.find_first_not_of(' ', colon + 1);
    native::Field header{text.substr(0, colon),
                         value == std::string::npos ? "" : text.substr(value)};
    if (colon == std::string::npos || !native::is_header(header)) {
      return Error{Errc::BadOption, 0,
                   "--header must look like 'Name: value', not '" + safe(text) + "'"};
    }
    headers.push_back(std::move(header));
  }
  return headers;
}

}  // namespace oread::command
