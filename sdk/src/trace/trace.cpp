#include "oread/trace.hpp"

#include <utility>
#include <variant>

#include "oread/engine.hpp"
#include "trace/from_json.hpp"
#include "trace/to_json.hpp"

namespace oread::trace {

namespace {

Error bad(std::string what) {
  return {Errc::BadFrame, 0, std::move(what)};
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Writing and comparing JSON recurses for each level, and a trace needs few levels.
bool is_too_deep(std::string_view json) {
  constexpr int kMost = 64;
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMost) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

template <Zeros kZeros = Zeros::Omit, class T>
Json with_kind(const T& value) {
  Json out = {{"kind", T::kName}};
  write_fields<kZeros>(value, out);
  return out;
}

Json input_to_json(const Input& input) {
  return std::visit([](const auto& value) { return with_kind(value); }, input);
}

template <std::size_t I = 0>
Result<Input> input_from_json(const std::string& kind, const Json& json) {
  if constexpr (I == std::variant_size_v<Input>) {
    return bad("no input is called \"" + kind + '"');
  } else {
    using T = std::variant_alternative_t<I, Input>;
    if (kind != T::kName) return input_from_json<I + 1>(kind, json);
    T value;
    // Absent means zero here, not the default of the C++ type: a transcript means the same to every
    // host.
    T::fields(value, [](const char*, auto& field) { field = {}; });
    std::string problem;
    if (!read_fields(json, value, problem)) return bad(kind + ": bad field \"" + problem + '"');
    return Input(std::move(value));
  }
}

Result<Input> input_from_json(const Json& json) {
  const auto kind = json.find("kind");
  const auto* name = kind == json.end() ? nullptr : kind->get_ptr<const Json::string_t*>();
  if (name == nullptr) return bad("an input needs a \"kind\"");
  return input_from_json(*name, json);
}

Result<Step> read_step(const Json& json) {
  Step step;
  const auto at = json.find("at");
  const auto input = json.find("input");
  // Half of what is allowed elsewhere, so that later deadlines can be read again.
  constexpr Time kLatest{Millis{std::int64_t{1} << 52}};
  if (at == json.end() || !from_json(*at, step.at) || step.at > kLatest || step.at < Time{})
    return bad("a step needs \"at\", in milliseconds");
  if (input == json.end()) return bad("a step needs an \"input\"");
  auto read = input_from_json(*input);
  if (!read) return read.error();
  step.input = std::move(read).value();
  if (const auto effects = json.find("effects"); effects != json.end()) {
    for (const Json& effect : *effects) step.effects.push_back(dump(effect));
  }
  if (const auto deadline = json.find("deadline"); deadline != json.end() && !deadline->is_null()) {
    Time moment{};
    if (!from_json(*deadline, moment))
      return bad("\"deadline\" must be a number of milliseconds or null");
    step.deadline = moment;
  }
  return step;
}

/// Options are nested: {"reconnect": {"initialDelay": 1000}}.
std::optional<Error> read_options(const Json& json, const std::string& prefix, Options& out) {
  if (!json.is_object()) return bad(prefix + " is not an object");
  for (const auto& member : json.items()) {
    const std::string name = prefix + member.key();
    const Json& value = member.value();
    std::optional<Error> wrong;
    if (std::int64_t number = 0; from_json(value, number)) {
      wrong = set_option(out, name, number);
    } else if (const auto* flag = value.get_ptr<const Json::boolean_t*>()) {
      wrong = set_option(out, name, *flag);
    } else if (const auto* text = value.get_ptr<const Json::string_t*>()) {
      wrong = set_option(out, name, std::string_view(*text));
    } else {
      wrong = read_options(value, name + '.', out);
    }
    if (wrong) return wrong;
  }
  return std::nullopt;
}

/// The server is a member with the name of its dialect; without one, the first dialect's defaults.
template <std::size_t I = 0>
std::optional<Error> read_server(const Json& transcript, DialectOptions& out) {
  if constexpr (I == std::variant_size_v<DialectOptions>) {
    return std::nullopt;
  } else {
    std::variant_alternative_t<I, DialectOptions> server;
    const std::string name = server.kName;
    const auto json = transcript.find(name);
    if (json == transcript.end()) return read_server<I + 1>(transcript, out);
    std::string problem;
    if (!read_fields(*json, server, problem)) return bad(name + ": bad field \"" + problem + '"');
    if (const auto wrong = check(server)) return bad(name + ": " + wrong->text);
    out = std::move(server);
    return std::nullopt;
  }
}

}  // namespace

std::string to_text(const Input& input) {
  return dump(input_to_json(input));
}

std::string to_text(const Effect& effect) {
  return std::visit(
      [](const auto& value) {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, effect::Announce>) {
          return to_text(value.event);
        } else {
          return dump(with_kind(value));
        }
      },
      effect);
}

std::string to_text(const Event& event, Zeros zeros) {
  return std::visit(
      [zeros](const auto& value) {
        return dump(zeros == Zeros::Keep ? with_kind<Zeros::Keep>(value) : with_kind(value));
      },
      event);
}

Result<Input> read_input(std::string_view json) {
  if (is_too_deep(json)) return bad("nested too deeply");
  const Json parsed = Json::parse(json, nullptr, false);
  if (parsed.is_discarded()) return bad("not JSON");
  return input_from_json(parsed);
}

Result<Transcript> read(std::string_view json) {
  if (is_too_deep(json)) return bad("nested too deeply");
  const Json parsed = Json::parse(json, nullptr, false);
  if (parsed.is_discarded() || !parsed.is_object()) return bad("a transcript is a JSON object");
  Transcript transcript;
  if (const auto name = parsed.find("name"); name != parsed.end())
    from_json(*name, transcript.name);
  if (const auto options = parsed.find("options"); options != parsed.end()) {
    if (const auto wrong = read_options(*options, {}, transcript.options))
      return bad("options: " + wrong->text);
  }
  if (const auto wrong = read_server(parsed, transcript.server)) return *wrong;
  const auto steps = parsed.find("steps");
  if (steps == parsed.end() || !steps->is_array()) return bad("a transcript needs \"steps\"");
  for (const Json& json_step : *steps) {
    auto step = read_step(json_step);
    if (!step)
      return bad("step " + std::to_string(transcript.steps.size()) + ": " + step.error().text);
    transcript.steps.push_back(std::move(step).value());
  }
  return transcript;
}

std::string write(const Transcript& transcript) {
  // One block per step, one line per effect: readable in a diff.
  const auto line = [](const char* key, const std::string& value) {
    return '"' + std::string(key) + "\": " + value;
  };
  std::string out = "{\n  " + line("name", dump(Json(transcript.name)));
  if (const Json options = changed(transcript.options); !options.empty())
    out += ",\n  " + line("options", dump(options));
  std::visit(
      [&](const auto& server) {
        const Json json = changed(server);
        if (json.empty() && transcript.server.index() == 0) return;
        out += ",\n  " + line(server.kName, dump(json));
      },
      transcript.server);
  out += ",\n  \"steps\": [";
  for (std::size_t i = 0; i < transcript.steps.size(); ++i) {
    const Step& step = transcript.steps[i];
    out += i == 0 ? "\n    {" : ",\n    {";
    out += line("at", std::to_string(step.at.time_since_epoch().count())) + ", " +
           line("input", to_text(step.input));
    out += ",\n     \"effects\": [";
    for (std::size_t k = 0; k < step.effects.size(); ++k) {
      out += k == 0 ? "\n       " : ",\n       ";
      out += step.effects[k];
    }
    out += step.effects.empty() ? "]" : "\n     ]";
    out +=
        ",\n     " +
        line("deadline",
             step.deadline ? std::to_string(step.deadline->time_since_epoch().count()) : "null") +
        '}';
  }
  out += "\n  ]\n}\n";
  return out;
}

Transcript replay(const Transcript& transcript) {
  return replay(transcript, make_dialect(transcript.server));
}

Transcript replay(const Transcript& transcript, std::unique_ptr<Dialect> dialect) {
  Transcript happened = transcript;
  Engine engine(transcript.options, std::move(dialect));
  for (Step& step : happened.steps) {
    step.effects.clear();
    for (const Effect& effect : engine.handle(step.input, step.at))
      step.effects.push_back(to_text(effect));
    step.deadline = engine.deadline();
  }
  return happened;
}

}  // namespace oread::trace
