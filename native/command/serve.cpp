// oread serve: the dev server, from the command line.
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include "commands.hpp"
#include "serve_output.hpp"
#include "serve_words.hpp"
#include "server/clocks.hpp"
#include "server/cors.hpp"
#include "server/server.hpp"
#include "stop_signal.hpp"
#include "usage.hpp"

namespace oread::command {
namespace {

struct ServeLine {
  std::string host = "127.0.0.1";
  std::uint16_t port = kDefaultPort;
  std::vector<std::string> apps;
  std::string secret;
  std::string cert_file;
  std::string key_file;
  std::vector<std::string> mounts;
  std::vector<std::string> webhooks;
  std::string auth_endpoint;
  std::vector<std::string> origins;
  std::vector<std::string> cors;
  std::string redis;
  std::string redis_prefix;
  std::string like = "pusher";
  bool client_events = true;
  bool subscription_count = false;
  bool demo_auth = false;
  std::string master_key;
  bool json = false;
  bool quiet = false;
  std::uint32_t activity_timeout_s = 120;
  std::uint32_t queue_kib = 1024;
  std::uint32_t presence_members = 100;
};

/// "id:key:secret"; the secret may contain colons.
std::optional<broker::App> parse_app(const std::string& text) {
  const std::size_t first = text.find(':');
  const std::size_t second = first == std::string::npos ? first : text.find(':', first + 1);
  if (second == std::string::npos) return std::nullopt;
  broker::App app;
  app.id = text.substr(0, first);
  app.key = text.substr(first + 1, second - first - 1);
  app.secret = text.substr(second + 1);
  return app;
}

/// The parsed options, or a sentence that says what is wrong.
std::variant<server::ServerOptions, std::string> options_of(const ServeLine& line) {
  server::ServerOptions options;
  options.host = line.host;
  options.port = line.port;
  options.cert_file = line.cert_file;
  options.key_file = line.key_file;
  options.demo_auth = line.demo_auth;
  options.master_key = line.master_key;
  options.cors = line.cors;
  for (const std::string& mount : line.mounts) options.mounts.push_back(server::parse_mount(mount));
  if (line.like != "pusher" && line.like != "reverb") {
    return "--like must be pusher or reverb, not \"" + line.like + "\"";
  }
  if (line.like == "reverb") options.broker.like = broker::Like::Reverb;
  options.broker.limits.queue_bytes = line.queue_kib * 1024;
  options.broker.limits.presence_members = line.presence_members;
  options.broker.liveness.activity_timeout = std::chrono::seconds(line.activity_timeout_s);
  options.broker.liveness.ping_after = std::chrono::seconds(line.activity_timeout_s + 10);

  std::vector<std::string> apps = line.apps;
  if (apps.empty()) {
    apps.push_back(std::string(kDefaultAppId) + ":" + kDefaultKey + ":" +
                   (line.secret.empty() ? server::random_secret() : line.secret));
  }
  if (!line.auth_endpoint.empty() && apps.size() > 1) {
    return std::string(
        "--auth-endpoint is that of one application, and is not told which app a client uses: give "
        "one --app");
  }
  for (const std::string& text : apps) {
    std::optional<broker::App> app = parse_app(text);
    if (!app) return "--app \"" + text + "\" must be ID:KEY:SECRET";
    app->client_events = line.client_events;
    app->subscription_count = line.subscription_count;
    app->origins = line.origins;
    app->auth_endpoint = line.auth_endpoint;
    for (const std::string& url : line.webhooks) {
      broker::Webhook webhook;
      webhook.url = url;
      app->webhooks.push_back(std::move(webhook));
    }
    options.broker.apps.push_back(std::move(*app));
  }
  if (!line.redis.empty()) {
    Result<server::RedisAddress> address = server::parse_redis_url(line.redis);
    if (!address) {
      return "--redis: " + address.error().text + ", such as --redis redis://127.0.0.1:6379";
    }
    options.redis = server::RedisOptions{std::move(address).value(), line.redis_prefix};
  } else if (!line.redis_prefix.empty()) {
    return std::string("--redis-prefix needs --redis");
  }
  for (const std::string& url : line.webhooks) {
    if (auto wrong = wrong_with_url("--webhook", url)) return *wrong;
  }
  if (!line.auth_endpoint.empty()) {
    if (auto wrong = wrong_with_url("--auth-endpoint", line.auth_endpoint)) return *wrong;
  }
  if (auto wrong = server::check(options)) return in_options(*wrong);
  return options;
}

/// Every client needs a file descriptor: raise the limit as far as the system allows, within
/// reason, because the loop keeps a table of that size.
void allow_many_clients() {
  constexpr rlim_t kMost = 65'536;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= kMost) return;
  limit.rlim_cur = std::min(limit.rlim_max, kMost);
  setrlimit(RLIMIT_NOFILE, &limit);
}

ExitCode serve(Terminal& terminal, const ServeLine& line) {
  auto parsed = options_of(line);
  if (const auto* wrong = std::get_if<std::string>(&parsed)) {
    terminal.complain(*wrong);
    return kUsage;
  }
  const server::ServerOptions& options = std::get<server::ServerOptions>(parsed);
  allow_many_clients();
  // The log's reader may go away, and so may a client in the middle of a TLS record.
  std::signal(SIGPIPE, SIG_IGN);
  native::Loop loop;
  ServeOutput output(terminal, line.json ? ServeOutput::Form::Json : ServeOutput::Form::Text,
                     line.quiet);
  const server::Log log = [&output](const server::LogLine& entry) { output.log(entry); };
  server::Server dev_server(loop, options, log);
  const Result<std::string> address = dev_server.open();
  if (!address) {
    terminal.complain(address.error().text + "; check --host and --port");
    return kFailed;
  }
  const StopSignal stop(loop, [&] {
    log({server::Level::Good, "draining", {}});
    dev_server.drain([&] { loop.stop(); });
  });
  output.ready(options, address.value(), line.apps.empty() && line.secret.empty());
  if (line.demo_auth && !server::is_this_machine(line.host)) {
    log({server::Level::Warn,
         "demo-auth-is-open",
         {{"text", "--demo-auth signs for everyone who can reach " + line.host +
                       "; omit --host unless you trust that network"}}});
  }
  loop.run();
  log({server::Level::Good, "stopped", {}});
  return kOk;
}

}  // namespace

void add_serve(CLI::App& app, Run& run) {
  auto line = std::make_shared<ServeLine>();
  CLI::App* serve_command = app.add_subcommand(
      "serve", "Run a Pusher-compatible development server: WebSocket, HTTP API and files");
  serve_command->add_option("--host", line->host, "Host name or address to listen on")
      ->capture_default_str();
  serve_command->add_option("--port", line->port, "Port; 0 selects a free one")
      ->check(whole_number(0, 65535))
      ->capture_default_str();
  serve_command->add_option("--app", line->apps, "ID:KEY:SECRET; may be repeated")
      ->take_all()
      ->default_str(std::string(kDefaultAppId) + ":" + kDefaultKey + ":(random)");
  serve_command
      ->add_option("--secret", line->secret,
                   "Secret of the default app, used without --app; random by default. Prefer "
                   "OREAD_SECRET: other users can see the command line")
      ->envname("OREAD_SECRET");
  serve_command->add_option("--cert", line->cert_file,
                            "PEM file with the certificate; enables TLS");
  serve_command->add_option("--key-file", line->key_file,
                            "PEM file with the certificate's private key");
  serve_command
      ->add_option("--static", line->mounts, "Serve files: DIR, or /PATH=DIR; may be repeated")
      ->take_all();
  serve_command
      ->add_option("--webhook", line->webhooks, "Send webhooks to this URL; may be repeated")
      ->take_all();
  serve_command->add_option("--auth-endpoint", line->auth_endpoint,
                            "Ask this URL whether a client may join a private or presence channel, "
                            "if the client sends no "
                            "signature");
  serve_command
      ->add_option("--like", line->like,
                   "Which server to imitate where servers differ: pusher or reverb")
      ->capture_default_str();
  serve_command
      ->add_option("--origin", line->origins,
                   "Accept only connections from pages of this origin; may be repeated")
      ->take_all();
  serve_command
      ->add_option("--cors", line->cors,
                   "Additional origin or host that may use the demo's endpoints; may be repeated")
      ->take_all();
  serve_command
      ->add_option(
          "--redis", line->redis,
          "Deliver the events that Laravel's broadcaster redis publishes at this address, "
          "redis://[[USER]:PASSWORD@]HOST[:PORT], to the first app. Servers with the same Redis "
          "share "
          "channels, members and events. Put an address with a password into OREAD_REDIS: other "
          "users can see the command line")
      ->envname("OREAD_REDIS");
  serve_command->add_option(
      "--redis-prefix", line->redis_prefix,
      "The prefix of channel names in Redis: Laravel's database.redis.options.prefix");
  serve_command->add_flag("--client-events,!--no-client-events", line->client_events,
                          "Relay whispers (default: yes)");
  serve_command->add_flag("--subscription-count", line->subscription_count,
                          "Send subscription counts to subscribers");
  serve_command
      ->add_option("--activity-timeout", line->activity_timeout_s,
                   "Seconds of silence after which clients ping")
      ->check(whole_number(1, 3600))
      ->capture_default_str();
  serve_command
      ->add_option("--queue", line->queue_kib,
                   "KiB that may be queued for one client before it is disconnected as too slow")
      ->check(whole_number(1, 1024L * 1024))
      ->capture_default_str();
  serve_command
      ->add_option("--presence-members", line->presence_members,
                   "Maximum number of members of a presence channel")
      ->check(whole_number(1, 1'000'000))
      ->capture_default_str();
  serve_command->add_flag("--demo-auth", line->demo_auth,
                          "Sign channels for everyone at /broadcasting/auth (demos only)");
  serve_command->add_option("--master-key", line->master_key,
                            "With --demo-auth: 32 bytes in base64, to open encrypted channels");
  serve_command->add_flag("--json", line->json, "Print log lines as JSON");
  serve_command->add_flag("--quiet", line->quiet, "Log only warnings and errors");
  serve_command->footer(
      "Prints `ready ADDRESS` when clients can connect, then the settings for an app. "
      "On Ctrl-C,\n"
      "SIGTERM or SIGHUP, closes all connections with 4200 (reconnect immediately), "
      "flushes webhooks\n"
      "and exits with 0; a second signal exits immediately.");
  serve_command->callback(
      [&run, line] { run.chosen = [&run, line] { return serve(run.terminal, *line); }; });
}

}  // namespace oread::command
