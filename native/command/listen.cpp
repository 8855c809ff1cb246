// oread listen: connects like an app and prints what happens.
#include <algorithm>
#include <memory>
#include <set>

#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "event_json.hpp"
#include "event_lines.hpp"
#include "header_option.hpp"
#include "oread/native/client.hpp"
#include "server_address.hpp"
#include "stop_signal.hpp"
#include "usage.hpp"

namespace oread::command {
namespace {

struct ListenOptions {
  std::string url;
  std::string key = kDefaultKey;
  std::vector<std::string> channels;
  std::vector<std::string> events;
  std::string auth_endpoint;
  std::vector<std::string> headers;
  std::string origin;
  std::string ca_file;
  std::uint32_t count = 0;
  bool json = false;
  bool quiet = false;
  bool socketio = false;
  std::string transports = "websocket,polling";
  std::string auth;
};

/// The `oread doctor` command line that checks the same connection.
std::string doctor_command(const ListenOptions& options) {
  std::string line =
      "oread doctor " + shell_word(options.url) + " --key " + shell_word(options.key);
  if (!options.origin.empty()) line += " --origin " + shell_word(options.origin);
  if (!options.ca_file.empty()) line += " --ca " + shell_word(options.ca_file);
  return line;
}

/// The name of an event of the app's server; null for everything else that happens.
const std::string* name_of(const Event& event) {
  if (const auto* message = std::get_if<event::Message>(&event)) return &message->event;
  if (const auto* call = std::get_if<event::Call>(&event)) return &call->event;
  return nullptr;
}

/// One run of `oread listen`. Everything runs on the loop's thread, the only one.
class Listener {
 public:
  Listener(const ListenOptions& options, Terminal& terminal)
      : options_(options),
        terminal_(terminal),
        lines_(terminal),
        stop_(loop_, [this] { finish(kOk); }) {}

  ExitCode run(const native::ClientOptions& client_options) {
    auto client = native::Client::make(loop_, client_options,
                                       [this](const Event& event) { on_event(event); });
    if (!client.ok()) {
      const std::string wrong = client.error().text;
      const bool ca = wrong.starts_with("ca_file");
      terminal_.complain(ca ? "--ca" + wrong.substr(7) + "; pass a PEM file with certificates"
                            : wrong);
      return kUsage;
    }
    client_ = std::move(client).value();
    for (const std::string& channel : options_.channels) client_->subscribe(channel);
    client_->connect();
    loop_.run();
    return exit_code_;
  }

 private:
  void on_event(const Event& event) {
    if (client_ == nullptr || !is_wanted(event)) return;
    if (!print(event)) return finish(kOk);  // the reader is gone
    hint(event);
    if (name_of(event) != nullptr && ++seen_ == options_.count) return finish(kOk);
    judge(event);
  }

  /// Returns false when the reader is gone. JSON stays on one stream: readers can tell events apart
  /// by "type".
  bool print(const Event& event) {
    const bool status = output_of(event) == Output::Status;
    if (status && options_.quiet) return true;
    const std::string line = options_.json ? json_line(event) : lines_.of(event);
    if (line.empty()) return true;
    if (options_.json || !status) return terminal_.line(line);
    terminal_.status(line);
    return true;
  }

  /// Prints the hint once per outage.
  void hint(const Event& event) {
    const auto* change = std::get_if<event::ConnectionChanged>(&event);
    if (change != nullptr && change->current == ConnectionStatus::Connected) hinted_ = false;
    const bool lost = std::get_if<event::RetryScheduled>(&event) != nullptr ||
                      (change != nullptr && change->current == ConnectionStatus::Disconnected);
    if (!lost || hinted_) return;
    hinted_ = true;
    terminal_.complain("not connected; to find out what is wrong, run: " + doctor_);
  }

  [[nodiscard]] bool is_wanted(const Event& event) const {
    const std::string* const name = name_of(event);
    if (name == nullptr) return true;
    // Already reported as an error.
    if (*name == "pusher:error") return false;
    if (options_.events.empty()) return true;
    return std::find(options_.events.begin(), options_.events.end(), *name) !=
           options_.events.end();
  }

  // Stops when waiting any longer is pointless.
  void judge(const Event& event) {
    if (const auto* change = std::get_if<event::ConnectionChanged>(&event)) {
      if (change->current == ConnectionStatus::Disconnected) finish(kFailed);
    } else if (const auto* good = std::get_if<event::Subscribed>(&event)) {
      refused_.erase(good->channel);
    } else if (const auto* bad = std::get_if<event::SubscribeFailed>(&event)) {
      if (!bad->retrying) refused_.insert(bad->channel);
      const std::set<std::string> asked(options_.channels.begin(), options_.channels.end());
      if (refused_.size() == asked.size()) {
        terminal_.complain("no channel left to listen to");
        finish(kFailed);
      }
    }
  }

  void finish(ExitCode code) {
    if (client_ == nullptr) return;
    exit_code_ = code;
    client_.reset();  // closes with 1000
    loop_.stop();
  }

  const ListenOptions& options_;
  Terminal& terminal_;
  EventLines lines_;
  native::Loop loop_;
  StopSignal stop_;
  std::unique_ptr<native::Client> client_;
  std::string doctor_ = doctor_command(options_);
  std::set<std::string> refused_;
  bool hinted_ = false;
  std::uint32_t seen_ = 0;
  ExitCode exit_code_ = kOk;
};

/// What laravel-echo-server sends on to the auth endpoint.
std::string echo_auth(const native::Fields& headers) {
  nlohmann::json fields = nlohmann::json::object();
  for (const native::Field& header : headers) fields[header.name] = header.value;
  return nlohmann::json{{"headers", fields}}.dump();
}

bool is_namespace(const std::string& channel) {
  return channel.starts_with('/');
}

/// What is wrong with the channels and the credentials of a Socket.IO server, or nothing.
std::string socketio_problem(const ListenOptions& options) {
  const auto spaces = std::count_if(options.channels.begin(), options.channels.end(), is_namespace);
  if (spaces != 0 && spaces != static_cast<std::ptrdiff_t>(options.channels.size()))
    return "channels that begin with / are namespaces, the others belong to laravel-echo-server: "
           "pass one kind";
  if (options.auth.empty()) return {};
  const auto auth = nlohmann::json::parse(options.auth, nullptr, false);
  if (!auth.is_object()) return "--auth must be a JSON object, such as '{\"token\":\"…\"}'";
  if (spaces == 0) return "--auth is for namespaces: pass --channel /";
  return {};
}

SocketIoOptions socketio_server(const ServerAddress& address, const ListenOptions& options) {
  SocketIoOptions server;
  server.host = address.host;
  server.port = address.port;
  server.tls = address.tls;
  if (!address.path.empty()) server.path = address.path;
  server.transports = options.transports;
  server.namespaces = std::any_of(options.channels.begin(), options.channels.end(), is_namespace);
  server.sends_auth = !options.auth.empty();
  return server;
}

/// For CLI11: empty if `text` is a list of transports.
std::string known_transports(const std::string& text) {
  constexpr std::string_view kLists[] = {"websocket,polling", "polling,websocket", "websocket",
                                         "polling"};
  const bool known = std::find(std::begin(kLists), std::end(kLists), text) != std::end(kLists);
  return known ? "" : "'" + text + "': expected websocket, polling, or both with a comma";
}

ExitCode listen(ListenOptions options, Terminal& terminal) {
  Result<ServerAddress> address = parse_server_address(options.url);
  if (!address.ok()) {
    terminal.complain(address.error().text);
    return kUsage;
  }
  if (!address.value().key.empty()) options.key = address.value().key;

  native::ClientOptions client;
  if (options.socketio) {
    if (const std::string problem = socketio_problem(options); !problem.empty()) {
      terminal.complain(problem);
      return kUsage;
    }
    client.server = socketio_server(address.value(), options);
  } else {
    client.server = native::Server{options.key, address.value().host, address.value().port,
                                   address.value().tls, address.value().path};
  }
  // A person is watching: report a wrong key immediately instead of retrying indefinitely.
  client.engine.reconnect.on_fatal = OnFatal::Stop;
  client.tls.ca_file = options.ca_file;
  if (!options.origin.empty()) client.handshake_headers = {{"Origin", options.origin}};
  client.auth.channel_url = options.auth_endpoint;
  const Result<native::Fields> headers = parse_headers(options.headers);
  if (!headers.ok()) {
    terminal.complain(headers.error().text);
    return kUsage;
  }
  client.auth.headers = [headers = headers.value()] { return headers; };
  if (options.socketio) {
    client.auth.answer = [headers = headers.value(),
                          auth = options.auth](const effect::Authorize&) {
      return Result<std::string>(auth.empty() ? echo_auth(headers) : auth);
    };
  }

  for (const std::string& channel : options.channels) {
    if (options.socketio || !options.auth_endpoint.empty() ||
        !make_dialect(client.server)->traits(channel).needs_auth) {
      continue;
    }
    terminal.complain("channel " + safe(channel) +
                      " is not public: add --auth-endpoint with the URL that signs for it");
    return kUsage;
  }
  if (options.channels.empty())
    terminal.complain("no --channel given: showing only the connection");
  return Listener(options, terminal).run(client);
}

}  // namespace

void add_listen(CLI::App& app, Run& run) {
  auto options = std::make_shared<ListenOptions>();
  options->url = default_url();
  CLI::App* sub = app.add_subcommand("listen", "Print the events of channels as they happen");
  sub->add_option("url", options->url, "The real-time server: ws://HOST:PORT or wss://HOST")
      ->envname("OREAD_URL")
      ->capture_default_str();
  sub->add_option("-k,--key", options->key, "The app's public key")
      ->envname("OREAD_KEY")
      ->capture_default_str();
  sub->add_option("-c,--channel", options->channels,
                  "A channel to listen to, with its prefix (private-…); may be repeated")
      ->allow_extra_args(false);
  sub->add_option("-e,--event", options->events,
                  "Print only events with this name, as on the wire; may be repeated")
      ->allow_extra_args(false);
  sub->add_option("--auth-endpoint", options->auth_endpoint,
                  "The auth endpoint for private and presence channels: "
                  "https://APP/broadcasting/auth");
  sub->add_option("-H,--header", options->headers,
                  "A header for the auth endpoint, 'Name: value'; may be repeated")
      ->allow_extra_args(false);
  sub->add_option("--origin", options->origin,
                  "The Origin header to send, for servers that check it");
  sub->add_option("--ca", options->ca_file,
                  "PEM file with the CA to trust instead of the system's");
  sub->add_option("-n,--count", options->count, "Stop after this many events")
      ->check(whole_number(1, 1'000'000'000));
  sub->add_flag(
         "--socket.io", options->socketio,
         "The server speaks Socket.IO. A channel /NAME is a namespace. Other channels are those of "
         "laravel-echo-server, which sends the headers to the auth endpoint")
      ->disable_flag_override();
  sub->add_option(
         "--transports", options->transports,
         "With --socket.io: the transports to try, in this order: websocket, polling, or both "
         "with a comma")
      ->check(known_transports)
      ->capture_default_str();
  sub->add_option("--auth", options->auth,
                  "Credentials for namespaces: a JSON object (socket.handshake.auth)");
  sub->add_flag("--json", options->json,
                "Print one JSON object per line, including connection changes, for jq and scripts")
      ->disable_flag_override();
  sub->add_flag("-q,--quiet", options->quiet, "Print only what happens on channels")
      ->disable_flag_override();
  sub->footer(
      "Examples:\n"
      "  oread listen -c news\n"
      "  oread listen wss://ws.example.com --key app-key -c orders -e OrderShipped "
      "--json\n"
      "  oread listen -c private-user.7 --auth-endpoint "
      "http://127.0.0.1:8000/broadcasting/auth \\\n"
      "    -H 'Authorization: Bearer TOKEN'\n"
      "  oread listen http://127.0.0.1:6001 --socket.io -c news\n"
      "  oread listen http://127.0.0.1:3000 --socket.io -c / --auth '{\"token\":\"abc\"}'\n"
      "  oread listen -c news --json | jq 'select(.type==\"message\").data'\n"
      "\n"
      "Events on channels go to standard output, connection changes to standard "
      "error.\n"
      "Reconnects automatically. Exit codes: 0 stopped by Ctrl-C or after --count, 1 "
      "refused by the\n"
      "server or the auth endpoint, 2 usage error.");
  sub->callback(
      [options, &run] { run.chosen = [options, &run] { return listen(*options, run.terminal); }; });
}

}  // namespace oread::command
