#include "broker/url_query.hpp"

#include <algorithm>
#include <utility>

namespace oread::broker {
namespace {

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '~';
}

/// The name in its signed form: lower case, without the brackets of an array.
std::string signed_name(std::string name) {
  if (!name.empty() && name.back() == ']') name.resize(std::min(name.find('['), name.size()));
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return name;
}

bool must_be_single(std::string_view name) {
  return name.starts_with("auth_") || name == "body_md5";
}

struct Pair {
  std::string_view name;
  std::string_view value;
};

/// Removes the next "name=value" from `text`, still escaped; nothing at the end.
std::optional<Pair> next_pair(std::string_view& text) {
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    return Pair{pair.substr(0, equals), pair.substr(std::min(equals + 1, pair.size()))};
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (text.size() - i < 3) return std::nullopt;
      const int high = digit(text[i + 1]);
      const int low = digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return out;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

std::optional<Query> parse_query(std::string_view text) {
  Query query;
  while (const auto pair = next_pair(text)) {
    auto name = percent_decoded(pair->name, true);
    auto value = percent_decoded(pair->value, true);
    if (!name || !value) return std::nullopt;
    const bool array = !name->empty() && name->back() == ']';
    auto [at, fresh] = query.try_emplace(signed_name(*std::move(name)), *value);
    if ((array || !fresh) && must_be_single(at->first)) return std::nullopt;
    if (!fresh) at->second.append(",").append(*value);
  }
  return query;
}

std::optional<std::string> first_value(std::string_view text, std::string_view name) {
  while (const auto pair = next_pair(text)) {
    if (percent_decoded(pair->name, true) != name) continue;
    if (auto value = percent_decoded(pair->value, true)) return value;
  }
  return std::nullopt;
}

std::string signed_text(const Query& query) {
  std::string out;
  for (const auto& [name, value] : query) {
    if (name == "auth_signature") continue;
    if (!out.empty()) out += '&';
    out.append(name).append("=").append(value);
  }
  return out;
}

std::string_view value_of(const Query& query, std::string_view name) {
  const auto found = query.find(std::string(name));
  return found == query.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace oread::broker
