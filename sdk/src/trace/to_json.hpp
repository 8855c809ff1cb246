// Writes anything with `fields` as a JSON object.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <nlohmann/json.hpp>

#include "oread/enum_names.hpp"
#include "oread/ids.hpp"
#include "oread/time.hpp"
#include "oread/trace.hpp"

namespace oread::trace {

using Json = nlohmann::ordered_json;

template <class T>
struct IsId : std::false_type {};
template <class Tag>
struct IsId<Id<Tag>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};

/// The field of a binary message: JSON has no bytes, so they are written as hexadecimal digits.
inline bool is_binary(std::string_view field) {
  return field == "bytes";
}
std::string to_hex(std::string_view bytes);
/// Returns nothing if `digits` are not pairs of hexadecimal digits.
std::optional<std::string> from_hex(std::string_view digits);

template <Zeros kZeros = Zeros::Omit, class T>
Json to_json(const T& value);

template <Zeros kZeros = Zeros::Omit, class T>
void write_fields(const T& value, Json& out) {
  T::fields(value, [&out](const char* name, const auto& field) {
    using F = std::decay_t<decltype(field)>;
    if constexpr (std::is_same_v<F, std::optional<std::string>>) {
      if (field) out[name] = *field;
      if (!field && kZeros == Zeros::Keep) out[name] = nullptr;
    } else if constexpr (kZeros == Zeros::Keep) {
      out[name] = to_json<kZeros>(field);
    } else if constexpr (std::is_same_v<F, std::string>) {
      if (!field.empty()) out[name] = is_binary(name) ? to_hex(field) : field;
    } else {
      Json json = to_json(field);
      if (json != to_json(F{}) && !(json.is_object() && json.empty())) out[name] = std::move(json);
    }
  });
}

template <Zeros kZeros, class T>
Json to_json(const T& value) {
  if constexpr (std::is_integral_v<T> || std::is_same_v<T, std::string>) {
    return value;
  } else if constexpr (std::is_enum_v<T>) {
    return enum_name(value);
  } else if constexpr (IsId<T>::value) {
    return value.value;
  } else if constexpr (std::is_same_v<T, Millis> || std::is_same_v<T, Span>) {
    return value.count();
  } else if constexpr (std::is_same_v<T, Time>) {
    return value.time_since_epoch().count();
  } else if constexpr (std::is_same_v<T, Error>) {
    Json out = Json::object();
    constexpr bool kAll = kZeros == Zeros::Keep;
    if (kAll || value.code != Errc::None) out["code"] = enum_name(value.code);
    if (kAll || value.status != 0) out["status"] = value.status;
    if (kAll || !value.text.empty()) out["text"] = value.text;
    return out;
  } else if constexpr (IsVector<T>::value) {
    Json out = Json::array();
    for (const auto& element : value) {
      if constexpr (std::is_same_v<typename T::value_type, std::string>) {
        out.push_back(element);
      } else {
        Json member = Json::object();
        write_fields<kZeros>(element, member);
        out.push_back(std::move(member));
      }
    }
    return out;
  } else {
    Json out = Json::object();
    write_fields<kZeros>(value, out);
    return out;
  }
}

/// The fields that differ from the type's defaults.
template <class T>
Json changed(const T& value) {
  if constexpr (requires { T::fields(value, [](auto&&...) {}); }) {
    std::vector<Json> defaults;
    const T untouched{};
    T::fields(untouched,
              [&](const char*, const auto& field) { defaults.push_back(changed(field)); });
    Json out = Json::object();
    std::size_t i = 0;
    T::fields(value, [&](const char* name, const auto& field) {
      Json json = changed(field);
      if (json != defaults[i++]) out[name] = std::move(json);
    });
    return out;
  } else {
    return to_json(value);
  }
}

}  // namespace oread::trace
