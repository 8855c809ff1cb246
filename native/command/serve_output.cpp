#include "serve_output.hpp"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <string_view>
#include <vector>

#include "clock_time.hpp"
#include "commands.hpp"
#include "server/clocks.hpp"

namespace oread::command {
namespace {

/// A few thousand lines: a reader that is only slow loses none.
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

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.';
  });
}

/// Quoted for `.env` files and shells. A secret may contain any character.
std::string quoted(const std::string& text, char mark, std::string_view inside) {
  if (is_plain(text)) return text;
  std::string out(1, mark);
  for (const char c : text) {
    if (c == mark) {
      out += inside;
    } else {
      out += c;
    }
  }
  return out + mark;
}

/// The settings to paste into an application: its `.env`, its page, and a command that publishes an
/// event.
std::vector<std::string> how_to_connect(const broker::App& app, const std::string& address) {
  const bool tls = address.starts_with("https");
  const std::size_t colon = address.rfind(':');
  const std::string port = address.substr(colon + 1);
  const std::size_t start = address.find("://") + 3;
  const std::string host = address.substr(start, colon - start);
  return {
      "Laravel's .env:",
      "",
      "BROADCAST_CONNECTION=reverb",
      "REVERB_APP_ID=" + app.id,
      "REVERB_APP_KEY=" + app.key,
      "REVERB_APP_SECRET=" + quoted(app.secret, '\'', "\\'"),
      "REVERB_HOST=" + host,
      "REVERB_PORT=" + port,
      std::string("REVERB_SCHEME=") + (tls ? "https" : "http"),
      "VITE_REVERB_APP_KEY=\"${REVERB_APP_KEY}\"",
      "VITE_REVERB_HOST=\"${REVERB_HOST}\"",
      "VITE_REVERB_PORT=\"${REVERB_PORT}\"",
      "VITE_REVERB_SCHEME=\"${REVERB_SCHEME}\"",
      "",
      "The page:",
      "",
      "import Echo from 'oread';",
      "const echo = new Echo({ broadcaster: 'reverb', key: '" + app.key + "', wsHost: '" + host +
          "',",
      "  wsPort: " + port + ", wssPort: " + port + ", forceTLS: " + (tls ? "true" : "false") +
          " });",
      "echo.channel('news').listen('.headline', console.log);",
      "",
      "An event:",
      "",
      "OREAD_SECRET=" + quoted(app.secret, '\'', R"('\'')") +
          R"( oread publish news headline '{"text":"hello"}')" +
          (port == "6001" && !tls ? "" : " --url " + address) +
          (app.id == kDefaultAppId ? "" : " --app-id " + app.id) +
          (app.key == kDefaultKey ? "" : " --key " + app.key),
      "",
  };
}

}  // namespace

ServeOutput::ServeOutput(const Terminal& terminal, Form form, bool quiet)
    : terminal_(terminal),
      form_(form),
      quiet_(quiet),
      writer_(STDOUT_FILENO, kLogMost, [this](std::size_t count) {
        return text_of({server::Level::Bad, "log-dropped", {{"lines", std::to_string(count)}}});
      }) {}

void ServeOutput::ready(const server::ServerOptions& options, const std::string& address,
                        bool secret_is_new) {
  const broker::App& first = options.broker.apps.front();
  if (form_ == Form::Json) {
    server::LogLine line{server::Level::Good,
                         "ready",
                         {{"address", address}, {"app", first.id}, {"key", first.key}}};
    if (secret_is_new) line.fields.emplace_back("secret", first.secret);
    writer_.line(text_of(line));
    return;
  }
  writer_.line("ready " + address);
  if (quiet_ && !secret_is_new) return;
  for (const broker::App& app : options.broker.apps) {
    writer_.line(terminal_.paint(Tone::Dim, "  app " + safe(app.id) + "   key " + safe(app.key) +
                                                "   secret " + safe(app.secret)));
  }
  if (quiet_) return;
  writer_.line("");
  for (const std::string& line : how_to_connect(first, address)) {
    writer_.line(line.empty() ? line : "  " + safe(line));
  }
}

void ServeOutput::log(const server::LogLine& entry) {
  if (quiet_ && entry.level != server::Level::Bad && entry.level != server::Level::Warn) return;
  writer_.line(text_of(entry));
}

/// One log line, human-readable or JSON.
std::string ServeOutput::text_of(const server::LogLine& entry) const {
  const std::int64_t unix_ms = server::now().unix_ms;
  if (form_ == Form::Json) return server::json_line(entry, unix_ms);
  std::string what(entry.what);
  what.resize(std::max<std::size_t>(what.size(), 20), ' ');
  std::string text = terminal_.paint(Tone::Dim, clock_time(unix_ms / 1000)) + "  " +
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
