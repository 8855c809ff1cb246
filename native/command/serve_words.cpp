#include "serve_words.hpp"

#include "url.hpp"

namespace oread::command {

std::optional<std::string> wrong_with_url(const std::string& option, const std::string& url) {
  if (!url.starts_with("http://") && !url.starts_with("https://")) {
    return option + " \"" + url + "\" must begin with http:// or https://, such as " + option +
           " http://127.0.0.1:8000/path";
  }
  const Result<native::Url> parsed = native::parse_url(url);
  if (!parsed.ok()) return option + " " + parsed.error().text;
  return std::nullopt;
}

std::string in_options(const std::string& wrong) {
  if (wrong.starts_with("apps.")) return "--app ID:KEY:SECRET: the " + wrong.substr(5);
  constexpr std::string_view kApps = "apps[";
  const std::size_t end = wrong.find("].");
  if (!wrong.starts_with(kApps) || end == std::string::npos) return wrong;
  const std::string field = wrong.substr(end + 2);
  if (field.starts_with("origins: ")) return "--origin " + field.substr(9);
  return "--app ID:KEY:SECRET: of the app " + wrong.substr(kApps.size(), end - kApps.size()) +
         " the " + field;
}

}  // namespace oread::command
