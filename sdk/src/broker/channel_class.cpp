#include "broker/channel_class.hpp"

#include <algorithm>
#include <iterator>

namespace oread::broker {
namespace {

struct Row {
  std::string_view prefix;
  ChannelClass kind;
};

// Channel classes of the Pusher protocol; longer prefixes come before shorter ones that they start
// with.
constexpr Row kRows[] = {
    {"private-encrypted-cache-", {.access = Access::Signature, .cache = true, .encrypted = true}},
    {"private-encrypted-", {.access = Access::Signature, .encrypted = true}},
    {"private-cache-", {.access = Access::Signature, .cache = true}},
    {"private-", {.access = Access::Signature}},
    {"presence-cache-", {.access = Access::Signature, .presence = true, .cache = true}},
    {"presence-", {.access = Access::Signature, .presence = true}},
    {"cache-", {.cache = true}},
};

constexpr std::string_view kUserPrefix = "#server-to-user-";

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '=' || c == '@' || c == ',' || c == '.' || c == ';';
}

}  // namespace

bool is_plain_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_plain);
}

std::optional<ChannelClass> classify(std::string_view name, std::size_t most_bytes) {
  if (name.size() > most_bytes) return std::nullopt;
  if (name.substr(0, kUserPrefix.size()) == kUserPrefix) {
    const std::string_view user = name.substr(kUserPrefix.size());
    if (!is_plain_name(user)) return std::nullopt;
    return ChannelClass{.access = Access::OwnUser, .user = user};
  }
  if (!is_plain_name(name)) return std::nullopt;
  const auto* const row = std::find_if(std::begin(kRows), std::end(kRows), [name](const Row& each) {
    return name.substr(0, each.prefix.size()) == each.prefix;
  });
  return row == std::end(kRows) ? ChannelClass{} : row->kind;
}

}  // namespace oread::broker
