#include "options.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdlib>
#include <iostream>
#include <regex>

#include "text.hpp"

namespace kiosk {
namespace {

namespace native = oread::native;

constexpr int kUsage = 2;
constexpr const char* kToken = "KIOSK_TOKEN";

oread::Error bad_url(const std::string& url) {
  return {oread::Errc::BadOption, 0,
          "--url " + plain(url, 200) + " is not an address such as wss://ws.example.com or " +
              "ws://127.0.0.1:6001"};
}

/// The address as people write it; the key may be in its path.
oread::Result<native::Server> parse_url(const Options& options) {
  static const std::regex kUrl(
      R"((ws|http)(s?)://(?:\[([0-9a-fA-F:.]+)\]|([\w.-]+))(?::(\d{1,5}))?(/[\w.~/-]*)?)");
  std::smatch parts;
  if (options.url.size() > 2000 || !std::regex_match(options.url, parts, kUrl)) {
    return bad_url(options.url);
  }
  native::Server server;
  server.tls = parts[2].length() > 0;
  server.host = parts[3].matched ? parts[3].str() : parts[4].str();
  server.path = parts[6].str();
  server.key = options.key;
  while (server.path.ends_with('/')) server.path.pop_back();
  const std::size_t app = server.path.rfind("/app/");
  if (app != std::string::npos && server.path.find('/', app + 5) == std::string::npos) {
    server.key = server.path.substr(app + 5);
    server.path.resize(app);
  }
  if (parts[5].matched) {
    const std::string port = parts[5].str();
    const auto end = port.data() + port.size();
    if (std::from_chars(port.data(), end, server.port).ec != std::errc{} || server.port == 0) {
      return bad_url(options.url);
    }
  }
  return server;
}

/// Read for each request, because tokens expire; never from the command line, which others can see.
native::Fields auth_headers() {
  const char* token = std::getenv(kToken);
  if (token == nullptr || *token == '\0') return {};
  return {{"Authorization", std::string("Bearer ") + token}};
}

void add_options(CLI::App& app, Options& options) {
  app.add_option("-u,--url", options.url, "The real-time server: ws://HOST:PORT or wss://HOST")
      ->envname("OREAD_URL")
      ->capture_default_str();
  app.add_option("-k,--key", options.key, "The app's public key")
      ->envname("OREAD_KEY")
      ->capture_default_str();
  app.add_option("-c,--channel", options.channels,
                 "A channel with its prefix (private-…); may be repeated")
      ->allow_extra_args(false)
      ->capture_default_str();
  app.add_option("--auth-endpoint", options.auth_endpoint,
                 std::string("The auth endpoint for private channels. The environment variable ") +
                     kToken + " is sent to it as a bearer token");
  app.add_option("--ca", options.ca_file, "PEM file with the CA to trust instead of the system's");
  app.add_option("--state", options.state_file,
                 "File that keeps the last state, to be shown while there is no network");
  app.add_option_function<std::string>(
         "--theme",
         [&options](const std::string& name) {
           options.theme = name == "light" ? Theme::Light : Theme::Dark;
         },
         "light or dark; without it, the terminal's own colours")
      ->check(CLI::IsMember({"light", "dark"}));
  CLI::Option* snapshot = app.add_option("--snapshot", options.snapshot_file,
                                         "Write the board as an SVG file, and exit");
  app.add_option("--updates", options.updates,
                 "With --snapshot: wait for this many updates; 0 does not connect")
      ->needs(snapshot)
      ->capture_default_str();
  app.add_option("--within", options.within_s,
                 "With --snapshot: how many seconds to wait at most; then it exits with 1")
      ->needs(snapshot)
      ->check(CLI::Range(1U, 86400U))
      ->capture_default_str();
  app.add_option("--columns", options.size.columns, "With --snapshot: its width")
      ->needs(snapshot)
      ->check(CLI::Range(20, 400))
      ->capture_default_str();
  app.add_option("--rows", options.size.rows, "With --snapshot: its height")
      ->needs(snapshot)
      ->check(CLI::Range(5, 200))
      ->capture_default_str();
}

}  // namespace

std::variant<Options, int> parse_options(int argc, char** argv) {
  Options options;
  CLI::App app{"A status board that runs for years.", "kiosk"};
  app.set_version_flag("--version", "kiosk " KIOSK_VERSION);
  add_options(app, options);
  app.footer(
      "Exit codes: 0 stopped by Ctrl-C or SIGTERM, or the snapshot is written; 1 failed; 2 usage "
      "error.\nColours: only on a terminal, and never if NO_COLOR is set.");
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    return app.exit(asked);
  } catch (const CLI::ParseError& error) {
    std::cerr << "kiosk: " << plain(error.what(), 400) << "; see kiosk --help\n";
    return kUsage;
  }
  return options;
}

std::string source_of(const Options& options) {
  std::string source = options.url + " " + options.key;
  for (const std::string& channel : options.channels) source += " " + channel;
  return source;
}

oread::Result<native::ClientOptions> client_options(const Options& options) {
  auto server = parse_url(options);
  if (!server.ok()) return server.error();
  native::ClientOptions client;
  client.server = server.value();
  client.tls.ca_file = options.ca_file;
  client.auth.channel_url = options.auth_endpoint;
  client.auth.headers = auth_headers;
  return client;
}

}  // namespace kiosk
