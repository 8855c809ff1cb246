#include "event_json.hpp"

#include <chrono>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>
#include <string_view>
#include <variant>

#include "sentences.hpp"

namespace oread::command {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const std::string& text) {
  return text;
}
Json to_json(bool value) {
  return value;
}
Json to_json(std::uint32_t value) {
  return value;
}
Json to_json(Millis value) {
  return value.count();
}
Json to_json(Errc code) {
  return std::string(name(code));
}
Json to_json(ConnectionStatus status) {
  return std::string(word(status));
}
Json to_json(ChannelState state) {
  return std::string(word(state));
}

template <class Tag>
Json to_json(Id<Tag> id) {
  return id.value;
}

Json to_json(const Error& error) {
  return Json{
      {"code", std::string(name(error.code))}, {"status", error.status}, {"text", error.text}};
}

Json payload(const std::string& text) {
  Json parsed = Json::parse(text, nullptr, false);
  return parsed.is_discarded() ? Json(text) : parsed;
}

Json to_json(const std::optional<std::string>& text) {
  return text ? payload(*text) : Json();
}

Json to_json(const Member& member) {
  return Json{{"id", member.id}, {"info", payload(member.info)}};
}

template <class T>
Json to_json(const std::vector<T>& list) {
  Json out = Json::array();
  for (const T& one : list) out.push_back(to_json(one));
  return out;
}

std::string utc_now() {
  const auto now = std::chrono::system_clock::now();
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(
                          now - std::chrono::system_clock::from_time_t(seconds))
                          .count();
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[40];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
  std::snprintf(text + length, sizeof text - length, ".%03dZ", static_cast<int>(millis % 1000));
  return text;
}

}  // namespace

std::string json_line(const Event& event) {
  Json out;
  std::visit(
      [&out](const auto& one) {
        out["type"] = one.kName;
        out["time"] = utc_now();
        one.fields(one, [&out](const char* key, const auto& value) {
          const bool is_json = std::string_view(key) == "userData";
          if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>) {
            out[key] = is_json ? payload(value) : to_json(value);
          } else {
            out[key] = to_json(value);
          }
        });
      },
      event);
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace oread::command
