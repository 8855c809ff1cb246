#include "serve_output.hpp"

#include <unistd.h>

#include <algorithm>
#include <ctime>

#include "server/clocks.hpp"

namespace oread::command {
namespace {

/// Some thousand lines: a reader that is only slow loses none.
constexpr std::size_t kLogMost = std::size_t{1024} * 1024;

Tone tone_of(server::Level level) {
  switch (level) {
    case server::Level::Info: return Tone::Plain;
    case server::Level::Good: return Tone::Good;
    case server::Level::Warn: return Tone::Warn;
    case server::Level::Bad: return Tone::Bad;
  }
  return Tone::Plain;
}

std::string clock_time(std::int64_t unix_ms) {
  const std::time_t seconds = unix_ms / 1000;
  std::tm local{};
  localtime_r(&seconds, &local);
  char text[16];
  const std::size_t length = std::strftime(text, sizeof text, "%H:%M:%S", &local);
  return std::string(text, length);
}

}  // namespace

ServeOutput::ServeOutput(const Terminal& terminal, Form form, bool quiet)
    : terminal_(terminal),
      form_(form),
      quiet_(quiet),
      writer_(STDOUT_FILENO, kLogMost, [this](std::size_t count) {
        return text_of({server::Level::Bad, "log-dropped", {{"lines", std::to_string(count)}}});
      }) {}

void ServeOutput::ready(const server::ServerOptions& options, const std::string& address) {
  if (form_ == Form::Json) {
    writer_.line(text_of({server::Level::Good, "ready", {{"address", address}}}));
    return;
  }
  writer_.line("ready " + address);
  if (quiet_) return;
  for (const broker::App& app : options.broker.apps) {
    writer_.line(terminal_.paint(Tone::Dim, "  app " + safe(app.id) + "   key " + safe(app.key) +
                                                "   secret " + safe(app.secret)));
  }
}

void ServeOutput::log(const server::LogLine& entry) {
  if (quiet_ && entry.level != server::Level::Bad && entry.level != server::Level::Warn) return;
  writer_.line(text_of(entry));
}

/// One log line for people, or as JSON.
std::string ServeOutput::text_of(const server::LogLine& entry) const {
  const std::int64_t unix_ms = server::now().unix_ms;
  if (form_ == Form::Json) return server::json_line(entry, unix_ms);
  std::string what(entry.what);
  what.resize(std::max<std::size_t>(what.size(), 20), ' ');
  std::string text = terminal_.paint(Tone::Dim, clock_time(unix_ms)) + "  " +
                     terminal_.paint(tone_of(entry.level), what);
  for (const auto& [name, value] : entry.fields) {
    const bool headline = name == "channel" || name == "text";
    text += ' ';
    text += headline ? terminal_.paint(Tone::Name, safe(value))
                     : terminal_.paint(Tone::Dim, std::string(name) + "=" + safe(value));
  }
  return text;
}

}  // namespace oread::command
