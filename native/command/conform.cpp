// oread conform server: grades a server by the Pusher protocol.
#include <algorithm>
#include <memory>
#include <sstream>

#include "commands.hpp"
#include "conform/hook_receiver.hpp"
#include "conform/server_process.hpp"
#include "conform/socket_wire.hpp"
#include "conform_line.hpp"
#include "server_address.hpp"

namespace oread::command {
namespace {

struct ServerLine : ConformLine {
  std::string url;
  std::string second_node;
  std::string start;
  std::string app_id = kDefaultAppId;
  std::string key = kDefaultKey;
  std::string secret;
  std::vector<std::string> other_apps;
  std::string refused_origin;
  std::string allowed_origin;
  std::uint16_t webhook_port = 0;
  std::string ca_file;
  std::vector<std::string> has;
  std::vector<std::string> lacks;
};

/// NAME=ID:KEY:SECRET.
void add_other_app(conform::Testee& testee, const std::string& text) {
  std::istringstream in(text);
  std::string name;
  conform::TestApp app;
  std::getline(in, name, '=');
  std::getline(in, app.id, ':');
  std::getline(in, app.key, ':');
  std::getline(in, app.secret);
  std::string names;
  bool known = false;
  for (const char* each : conform::kOtherApps) {
    known = known || name == each;
    names += (names.empty() ? "" : ", ") + std::string(each);
  }
  if (!known || app.secret.empty()) {
    throw Failure{"--other-app \"" + text +
                  "\" must be NAME=ID:KEY:SECRET, with one of these names: " + names};
  }
  conform::add_other_app(testee, name, app);
}

/// Only host and port: everything else is the same for all nodes.
void add_second_node(conform::Testee& testee, const std::string& url) {
  const Result<ServerAddress> address = parse_server_address(url);
  if (!address) throw Failure{"--second-node: " + address.error().text};
  if (address.value().tls != testee.tls) {
    throw Failure{"--second-node must begin with ws:// or wss://, as --url does"};
  }
  testee.second_host = address.value().host;
  testee.second_port = address.value().port;
  testee.facts["second_node"] = url;
}

conform::Testee testee_of(const ServerLine& line) {
  if (line.url.empty())
    throw Failure{"--url is missing: oread conform server --url ws://HOST:PORT"};
  const Result<ServerAddress> address = parse_server_address(line.url);
  if (!address) throw Failure{address.error().text};
  if (line.secret.empty()) {
    throw Failure{"the app's secret is missing: set OREAD_SECRET, or use --secret"};
  }
  conform::Testee testee;
  testee.host = address.value().host;
  testee.port = address.value().port;
  testee.tls = address.value().tls;
  testee.path = address.value().path;
  testee.ca_file = line.ca_file;
  if (!testee.path.empty()) testee.facts["prefix"] = testee.path;
  if (!line.start.empty()) testee.facts["launched"] = line.start;
  if (!line.second_node.empty()) add_second_node(testee, line.second_node);
  testee.name = line.name.empty() ? testee.host + ":" + std::to_string(testee.port) : line.name;
  testee.app = {line.app_id, address.value().key.empty() ? line.key : address.value().key,
                line.secret};
  for (const std::string& each : line.other_apps) add_other_app(testee, each);
  if (!line.refused_origin.empty()) testee.facts["refused_origin"] = line.refused_origin;
  if (!line.allowed_origin.empty()) testee.facts["allowed_origin"] = line.allowed_origin;
  if (line.webhook_port != 0) testee.facts["webhooks"] = std::to_string(line.webhook_port);
  testee.has = {line.has.begin(), line.has.end()};
  testee.lacks = {line.lacks.begin(), line.lacks.end()};
  return testee;
}

void check_words(const ServerLine& line, const conform::Catalogue& catalogue) {
  for (const auto* words : {&line.has, &line.lacks}) {
    for (const std::string& word : *words) {
      const auto& all = catalogue.capabilities;
      if (std::any_of(all.begin(), all.end(), [&](const auto& each) { return each.name == word; }))
        continue;
      std::string names;
      for (const auto& each : all) {
        if (!names.empty()) names += ", ";
        names += each.name;
      }
      throw Failure{"there is no capability \"" + word + "\"; they are: " + names};
    }
  }
}

Result<conform::RunResult> grade_server(const ServerLine& line, const conform::Catalogue& catalogue,
                                        const conform::Progress& progress) {
  const conform::Testee testee = testee_of(line);
  check_words(line, catalogue);
  const conform::RunOptions options = run_options(line);
  std::unique_ptr<conform::HookReceiver> hooks;
  if (line.webhook_port != 0) {
    hooks = conform::HookReceiver::listen(line.webhook_port);
    if (!hooks) {
      throw Failure{"--webhook-port " + std::to_string(line.webhook_port) +
                        " cannot be opened: is another program using it?",
                    kHarnessError};
    }
  }
  std::unique_ptr<conform::ServerProcess> process;
  if (!line.start.empty()) process = std::make_unique<conform::ServerProcess>(line.start);
  conform::Run run(
      catalogue, testee,
      [&](Millis pace) {
        return conform::make_socket_wire(testee, pace, hooks.get(), process.get());
      },
      options);
  if (process) run.watch(*process);
  Result<conform::RunResult> result = run.run(progress);
  if (result) return result;
  throw Failure{"the server cannot be graded: " + result.error().text +
                    (process ? "; check --start and --url"
                             : "; check --url, --key, --app-id and the secret (oread doctor may "
                               "know more)"),
                kHarnessError};
}

void add_server_options(CLI::App& sub, ServerLine& line) {
  sub.add_option("-u,--url", line.url, "The server: ws://HOST:PORT, wss://HOST or with /app/KEY")
      ->envname("OREAD_URL");
  sub.add_option("--app-id", line.app_id, "The app's id")
      ->envname("OREAD_APP_ID")
      ->capture_default_str();
  sub.add_option("-k,--key", line.key, "The app's public key")
      ->envname("OREAD_KEY")
      ->capture_default_str();
  sub.add_option("--secret", line.secret,
                 "The app's secret. Prefer OREAD_SECRET: other users can see the command line")
      ->envname("OREAD_SECRET");
  sub.add_option("--ca", line.ca_file, "PEM file with the CA to trust instead of the system's");
  sub.add_option(
         "--other-app", line.other_apps,
         "NAME=ID:KEY:SECRET of another app of the same server; may be repeated. NAME is "
         "second (an ordinary app), disabled, limited (to ten connections at most), silent "
         "(no client events), counting (subscription counts), strict (connections must be "
         "authorized within a minute) or filtered (webhooks only about channels that begin with "
         "filtered-)")
      ->take_all();
  sub.add_option("--start", line.start,
                 "Start the server with this shell command: the run watches its memory and "
                 "descriptors, and cases may restart it");
  sub.add_option("--second-node", line.second_node,
                 "Another node of the same server: ws://HOST:PORT");
  sub.add_option("--refused-origin", line.refused_origin,
                 "An origin that the app does not allow: https://HOST");
  sub.add_option("--allowed-origin", line.allowed_origin,
                 "An origin that the app allows, if it does not allow all: https://HOST");
  sub.add_option("--webhook-port", line.webhook_port,
                 "Receive the server's webhooks on this port: set the server up to send the app's "
                 "webhooks to http://THIS-HOST:PORT/");
  sub.add_option("--has", line.has, "A capability that the server must have; may be repeated")
      ->take_all();
  sub.add_option("--lacks", line.lacks, "A capability not to test; may be repeated")->take_all();
}

}  // namespace

void add_conform(CLI::App& app, Run& run) {
  CLI::App* group =
      app.add_subcommand("conform", "Grade a server or a client by the Pusher protocol");
  group->require_subcommand(1);
  auto line = std::make_shared<ServerLine>();
  CLI::App* sub = group->add_subcommand("server", "Grade a Pusher-compatible server by its URL");
  add_server_options(*sub, *line);
  add_run_options(*sub, *line);
  add_report_options(*sub, *line);
  sub->footer(
      "Examples:\n"
      "  OREAD_SECRET=… oread conform server -u ws://localhost:8080 --app-id 1 -k app-key\n"
      "  oread conform server -u wss://ws.example.com … --html report.html --junit report.xml\n"
      "  oread conform server --explain SS-05\n"
      "\n"
      "The run needs only the URL and the app's keys. It uses its own channels, leaves the server\n"
      "running and takes a few minutes at most.\n"
      "\n"
      "Exit codes: 0 no case failed, 1 a case failed, 2 the run was not possible or a usage "
      "error,\n"
      "3 no case ran.");
  sub->callback([line, &run] {
    run.chosen = [line, &run] {
      return conform(run.terminal, *line, false, [&](const auto& catalogue, const auto& progress) {
        return grade_server(*line, catalogue, progress);
      });
    };
  });
  add_conform_client(*group, run);
}

}  // namespace oread::command
