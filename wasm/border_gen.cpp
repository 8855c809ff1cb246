// Prints the TypeScript half of the border from the C++ definitions, so that the two cannot differ.
//   border_gen border   js/src/host/border.ts: tags, enumerations, types, formats
//   border_gen names    js/src/trace/border-names.ts: field names, for transcripts and traces
#include <cctype>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

#include "border/crosses.hpp"
#include "border/kind.hpp"
#include "border/type_names.hpp"
#include "oread/dialects.hpp"
#include "oread/options.hpp"

namespace oread::border {
namespace {

/// "link-opened" -> "LinkOpened".
std::string pascal(std::string_view name) {
  std::string out;
  bool upper = true;
  for (const char c : name) {
    if (c == '-') {
      upper = true;
    } else {
      out += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
      upper = false;
    }
  }
  return out;
}

/// The format of a type for the codec: one letter per value (see js/src/host/codec.ts).
template <class T>
std::string format_of();
template <class T>
std::string type_of();

template <class T>
std::string formats() {
  std::string out;
  T value{};
  fields_of(value, [&out](const char*, auto& field) {
    out += format_of<std::remove_cvref_t<decltype(field)>>();
  });
  return out;
}

/// "name: type, …" of a labelled tuple.
template <class T>
std::string labels() {
  std::string out;
  T value{};
  fields_of(value, [&out](const char* name, auto& field) {
    if (!out.empty()) out += ", ";
    // TypeScript does not allow keywords as labels.
    out += std::string(name) + (std::string_view(name) == "in" ? "_: " : ": ") +
           type_of<std::remove_cvref_t<decltype(field)>>();
  });
  return out;
}

template <class T>
std::string format_of() {
  if constexpr (std::is_same_v<T, bool>) {
    return "t";
  } else if constexpr (std::is_enum_v<T> || std::is_arithmetic_v<T> || is_id<T> || is_time<T>) {
    return "n";
  } else if constexpr (is_text<T>) {
    return "s";
  } else if constexpr (std::is_same_v<T, std::optional<Text>>) {
    return "o";
  } else if constexpr (std::is_same_v<T, List<Text>>) {
    return "l";
  } else if constexpr (std::is_same_v<T, Error>) {
    return "f";
  } else if constexpr (std::is_same_v<T, Member>) {
    return "m";
  } else {
    static_assert(std::is_same_v<T, List<Member>>, "js/src/host/codec.ts must learn it");
    return "M";
  }
}

template <class T>
std::string type_of() {
  if constexpr (std::is_same_v<T, bool>) {
    return "boolean";
  } else if constexpr (std::is_enum_v<T> || std::is_same_v<T, Member> || std::is_same_v<T, Error>) {
    return TypeName<T>::kName;
  } else if constexpr (is_text<T>) {
    return "string";
  } else if constexpr (is_optional<T>) {
    return type_of<typename T::value_type>() + " | undefined";
  } else if constexpr (is_vector<T>) {
    return type_of<typename T::value_type>() + "[]";
  } else {
    return "number";
  }
}

template <class V, class Visit, std::size_t... I>
void each(Visit visit, std::index_sequence<I...>) {
  (visit.template operator()<std::variant_alternative_t<I, V>>(I), ...);
}
/// Calls visit<Alternative>(index) for each alternative of V.
template <class V, class Visit>
void each(Visit visit) {
  each<V>(visit, std::make_index_sequence<std::variant_size_v<V>>());
}

/// Which alternatives to visit.
enum class In : std::uint8_t { Sockets, RequestsOnly, Any };
template <class T>
constexpr bool is_in(In which) {
  const bool sockets = kCrosses<Build::Sockets, T>;
  const bool requests = kCrosses<Build::Requests, T>;
  if (which == In::Sockets) return sockets;
  return which == In::Any ? sockets || requests : requests && !sockets;
}
/// Calls visit<Alternative>(index) for each of these alternatives of V.
template <class V, In which, class Visit>
void each_in(Visit visit) {
  each<V>([&visit]<class T>(std::size_t i) {
    if constexpr (is_in<T>(which)) visit.template operator()<T>(i);
  });
}

template <class V>
void print_tags(const char* name, std::size_t first) {
  std::cout << "\nexport const enum " << name << " {\n";
  each_in<V, In::Any>([first]<class T>(std::size_t i) {
    std::cout << "  " << pascal(T::kName) << " = " << first + i << ",\n";
  });
  std::cout << "}\n";
}

template <class V, In which = In::Any>
void print_types(const char* name, const char* tags) {
  std::cout << "\nexport type " << name << " =";
  each_in<V, which>([tags]<class T>(std::size_t) {
    const auto rest = labels<T>();
    std::cout << "\n  | [tag: " << tags << "." << pascal(T::kName) << (rest.empty() ? "" : ", ")
              << rest << "]";
  });
  std::cout << ";\n";
}

template <class V, Build build>
std::string format_list(bool is_last = true) {
  std::string out;
  std::size_t end = 0;
  each<V>([&]<class T>(std::size_t i) {
    out += i == 0 ? "" : ",";
    if constexpr (kCrosses<build, T>) {
      out += formats<T>();
      end = out.size();
    }
  });
  // Without the separators of those at the end that do not cross, unless another list follows.
  return is_last ? out.substr(0, end) : out;
}

/// What the codec needs for the links and messages of one build.
template <Build build, class Addresses>
void print_formats(const char* suffix) {
  const auto print = [suffix](const char* name, const std::string& value) {
    std::cout << "\nexport const " << name << suffix << " = '" << value << "';\n";
  };
  print("inputFormats", format_list<Input, build>());
  print("linkFormat", formats<Addresses>());
  print("formats", format_list<Effect, build>(false) + "," + format_list<Event, build>());
}

template <class E>
void print_enum() {
  std::cout << "\nexport const enum " << TypeName<E>::kName << " {\n";
  int i = 0;
  for (const auto name : names_of<E>()) std::cout << "  " << pascal(name) << " = " << i++ << ",\n";
  std::cout << "}\n";
}

/// For enumerations whose names every page needs.
template <class E>
void print_list(const char* name) {
  std::cout << "\nexport const " << name << " = [";
  for (const auto one : names_of<E>()) std::cout << "'" << one << "', ";
  std::cout << "];\n";
}

template <class T>
void print_options(T& options, const std::string& prefix, int& index) {
  T::fields(options, [&](const char* name, auto& field) {
    using F = std::remove_cvref_t<decltype(field)>;
    auto label =
        prefix + static_cast<char>(std::toupper(static_cast<unsigned char>(*name))) + (name + 1);
    if constexpr (std::is_enum_v<F> || is_time<F> || std::is_arithmetic_v<F>) {
      std::cout << "  " << label << " = " << index++ << ",\n";
    } else {
      print_options(field, label, index);
    }
  });
}

void print_border() {
  std::cout << "// Generated by wasm/border_gen.cpp from sdk/include/oread; do not edit.\n"
               "// Everything that crosses the border: a tuple of a tag and the fields in order.\n";
  print_tags<Input>("InputTag", 0);
  print_tags<Effect>("EffectTag", 0);
  print_tags<Event>("EventTag", kEventTag);
  print_enum<Errc>();
  std::cout << "\n/** The number of codes in `Errc`. */\nexport type ErrcCount = " << kErrcs
            << ";\n";
  print_enum<ConnectionStatus>();
  print_list<ConnectionStatus>("connectionStatuses");
  print_enum<ChannelState>();
  print_enum<AuthKind>();
  print_enum<WakeReason>();
  print_enum<OnFatal>();
  std::cout << "\nexport type Failure = [" << labels<Error>() << "];\n";
  std::cout << "export type Member = [" << labels<Member>() << "];\n";
  print_types<Input>("Input", "InputTag");
  print_types<Effect>("Effect", "EffectTag");
  print_types<Event>("Event", "EventTag");
  std::cout << "\n// Those of them that only cross in the build whose links requests may carry.";
  print_types<Input, In::RequestsOnly>("RequestInput", "InputTag");
  print_types<Effect, In::RequestsOnly>("RequestEffect", "EffectTag");
  std::cout << "\n/** Where links lead: without TLS, with it, and which of the two is wanted. */\n"
               "export type LinkAddresses = ["
            << labels<LinkAddresses>()
            << "];\n"
               "/** The same for links that requests may carry. */\n"
               "export type CarrierAddresses = ["
            << labels<CarrierAddresses>() << "];\n";
  std::cout << "\n/** The quantities of `Options` (options.hpp has unit, default and reason). */\n"
               "export const enum Option {\n";
  Options options;
  int count = 0;
  print_options(options, "", count);
  std::cout << "}\n\n/** How many quantities there are. */\nexport const optionCount = " << count
            << ";\n";
  std::cout << "\n/** Bounds that a host keeps before it copies anything. */\n"
               "export const enum Limit {\n  MessageBytes = "
            << options.limits.message_bytes << ",\n  AuthBytes = " << options.limits.auth_bytes
            << ",\n  WhisperBytes = " << options.whispers.max_bytes << ",\n}\n";
  std::cout
      << "\n// Formats of inputs by tag, of the links (before the quantities), and of effects and "
         "events\n// by tag: for links over sockets, and for links that requests may carry.\n";
  print_formats<Build::Sockets, LinkAddresses>("");
  print_formats<Build::Requests, CarrierAddresses>("Requests");
}

/// The names of the fields, with the enumeration's name after a colon, and structs in braces.
template <class T>
std::string name_list() {
  std::string out = "[";
  T value{};
  fields_of(value, [&out](const char* name, auto& field) {
    using F = std::remove_cvref_t<decltype(field)>;
    if (out.size() > 1) out += ", ";
    out += std::string("'") + name;
    if constexpr (std::is_enum_v<F>) out += std::string(":") + TypeName<F>::kName;
    if constexpr (std::is_same_v<F, Error>) out += ":Failure";
    if constexpr (std::is_same_v<F, Member>) out += ":Member";
    if constexpr (std::is_same_v<F, List<Member>>) out += ":Member[]";
    out += "'";
  });
  return out + "]";
}

template <class V>
void print_names(const char* name, std::size_t first) {
  std::cout << "\nexport const " << name
            << ": Record<string, [tag: number, fields: string[]]> = {\n";
  each_in<V, In::Sockets>([first]<class T>(std::size_t i) {
    std::cout << "  '" << T::kName << "': [" << first + i << ", " << name_list<T>() << "],\n";
  });
  std::cout << "};\n";
}

template <class E>
void print_enum_names() {
  std::cout << "  " << TypeName<E>::kName << ": [";
  for (const auto name : names_of<E>()) std::cout << "'" << name << "', ";
  std::cout << "],\n";
}

template <class T>
void print_option_names(T& options, const std::string& prefix) {
  T::fields(options, [&](const char* name, auto& field) {
    using F = std::remove_cvref_t<decltype(field)>;
    const auto label = prefix + name;
    if constexpr (std::is_enum_v<F> || is_time<F> || std::is_arithmetic_v<F>) {
      std::cout << "  '" << label << "',\n";
    } else {
      print_option_names(field, label + ".");
    }
  });
}

void print_names() {
  std::cout << "// Generated by wasm/border_gen.cpp from sdk/include/oread; do not edit.\n"
               "// Names of what crosses the border, for what reads and writes transcripts.\n";
  print_names<Input>("inputs", 0);
  print_names<Effect>("effects", 0);
  print_names<Event>("events", kEventTag);
  std::cout << "\nexport const structs: Record<string, string[]> = {\n  Failure: "
            << name_list<Error>() << ",\n  Member: " << name_list<Member>() << ",\n};\n";
  std::cout << "\nexport const enums: Record<string, string[]> = {\n";
  print_enum_names<Errc>();
  print_enum_names<ConnectionStatus>();
  print_enum_names<ChannelState>();
  print_enum_names<AuthKind>();
  print_enum_names<WakeReason>();
  print_enum_names<OnFatal>();
  std::cout << "};\n\nexport const options: string[] = [\n";
  Options options;
  print_option_names(options, "");
  std::cout << "];\n\n/** The fields of a server's options, by dialect. */\n"
               "export const servers: Record<string, string[]> = {\n";
  each<DialectOptions>([]<class T>(std::size_t) {
    std::cout << "  '" << T::kName << "': " << name_list<T>() << ",\n";
  });
  std::cout << "};\n";
}

}  // namespace
}  // namespace oread::border

int main(int count, char** arguments) {
  const std::string_view what = count == 2 ? arguments[1] : "";
  if (what == "border") {
    oread::border::print_border();
  } else if (what == "names") {
    oread::border::print_names();
  } else {
    std::cerr << "usage: border_gen border|names\n";
    return 2;
  }
  return std::cout.good() ? 0 : 1;
}
