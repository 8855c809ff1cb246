// oread publish: sends an event to channels through the HTTP API, signed.
#include <iostream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "api_request.hpp"
#include "commands.hpp"

namespace oread::command {
namespace {

struct PublishOptions {
  std::string url;
  std::string app_id = kDefaultAppId;
  std::string key = kDefaultKey;
  std::string secret;
  std::string channel;
  std::string event;
  std::string data;
  std::vector<std::string> more_channels;
  std::string socket_id;
  std::string ca_file;
  bool json = false;
};

std::string body_of(const PublishOptions& options) {
  nlohmann::ordered_json channels = nlohmann::ordered_json::array({options.channel});
  for (const std::string& channel : options.more_channels) channels.push_back(channel);
  nlohmann::ordered_json body{
      {"name", options.event}, {"channels", channels}, {"data", options.data}};
  if (!options.socket_id.empty()) body["socket_id"] = options.socket_id;
  return body.dump();
}

Result<native::HttpRequest> request_of(const PublishOptions& options) {
  Result<ServerAddress> address = parse_server_address(options.url);
  if (!address.ok()) return address.error();
  native::HttpRequest request = events_request(
      address.value(), {options.app_id, options.key, options.secret}, body_of(options));
  request.tls.ca_file = options.ca_file;
  return request;
}

std::string_view advice(std::uint16_t status) {
  switch (status) {
    case 400: return "the request is wrong: look at the names of channel and event";
    case 401:
      return "check --app-id, --key and --secret, and that the clocks of both machines agree";
    case 403: return "the app is disabled or over its quota";
    case 404: return "nothing answers at this path: check --url and --app-id";
    case 413: return "the data is larger than the server accepts: publish an id and fetch the rest";
    case 429: return "too many requests: publish more slowly";
    default: return status >= 500 ? "the server has trouble: look at its log" : "";
  }
}

std::string complaint(const native::HttpAnswer& answer) {
  std::string out = "the server answered " + std::to_string(answer.status);
  std::string words = answer.body.substr(0, 500);
  while (!words.empty() && (words.back() == '\n' || words.back() == '\r')) words.pop_back();
  if (!words.empty()) out += ": " + safe(words);
  if (!answer.location.empty()) out += ", a redirect to " + safe(answer.location);
  const std::string_view hint = advice(answer.status);
  if (!hint.empty()) out += "; " + std::string(hint);
  return out;
}

ExitCode report(const PublishOptions& options, const Result<native::HttpAnswer>& result,
                Terminal& terminal) {
  const bool ok = result.ok() && result.value().status == 200;
  const std::string why = ok            ? ""
                          : result.ok() ? complaint(result.value())
                                        : "cannot publish to " + safe(options.url) + ": " +
                                              safe(result.error().text) +
                                              "; is the server running? (oread serve)";
  const std::size_t channels = 1 + options.more_channels.size();
  if (options.json) {
    nlohmann::ordered_json line{{"ok", ok},
                                {"status", result.ok() ? result.value().status : 0},
                                {"event", options.event},
                                {"channels", channels}};
    if (!ok) line["error"] = why;
    terminal.line(line.dump());
  } else if (ok) {
    terminal.line(terminal.paint(Tone::Good, "published") + " " + safe(options.event) + " to " +
                  (channels == 1 ? safe(options.channel) : std::to_string(channels) + " channels"));
  }
  if (!ok) terminal.complain(why);
  return ok ? kOk : kFailed;
}

ExitCode publish(PublishOptions options, Terminal& terminal) {
  if (options.data == "-") {
    options.data.assign(std::istreambuf_iterator<char>(std::cin), {});
    // The line break that ends a line is the shell's, not the payload's.
    if (!options.data.empty() && options.data.back() == '\n') options.data.pop_back();
  }
  if (options.secret.empty()) {
    terminal.complain(
        "--secret or OREAD_SECRET is needed to publish; `oread serve` prints its own");
    return kUsage;
  }
  Result<native::HttpRequest> request = [&options]() -> Result<native::HttpRequest> {
    try {
      return request_of(options);
    } catch (const nlohmann::json::exception&) {
      return Error{Errc::BadOption, 0, "channel, event and data must be UTF-8"};
    }
  }();
  if (!request.ok()) {
    terminal.complain(request.error().text);
    return kUsage;
  }
  return report(options, wait_for(std::move(request).value()), terminal);
}

}  // namespace

void add_publish(CLI::App& app, Run& run) {
  auto options = std::make_shared<PublishOptions>();
  options->url = default_url();
  CLI::App* sub = app.add_subcommand("publish", "Send an event to a channel");
  sub->add_option("channel", options->channel, "The channel, with its prefix (private-…)")
      ->required();
  sub->add_option("event", options->event, "The event's name")->required();
  sub->add_option("data", options->data,
                  "The payload, usually JSON; - reads it from standard input")
      ->required();
  sub->add_option("-c,--channel", options->more_channels,
                  "One more channel; may be repeated, a server takes 100 at once")
      ->allow_extra_args(false);
  sub->add_option("-u,--url", options->url, "The server's HTTP API: http://HOST:PORT")
      ->envname("OREAD_URL")
      ->capture_default_str();
  sub->add_option("--app-id", options->app_id, "The app's id")
      ->envname("OREAD_APP_ID")
      ->capture_default_str();
  sub->add_option("-k,--key", options->key, "The app's public key")
      ->envname("OREAD_KEY")
      ->capture_default_str();
  sub->add_option("--secret", options->secret,
                  "The app's secret. Prefer OREAD_SECRET: other users see a command line")
      ->envname("OREAD_SECRET");
  sub->add_option("--socket-id", options->socket_id, "The connection that shall not receive it");
  sub->add_option("--ca", options->ca_file,
                  "PEM file with the CA to trust instead of the system's");
  sub->add_flag("--json", options->json, "The result as one JSON object");
  sub->footer(
      "Examples:\n"
      "  OREAD_SECRET=… oread publish news headline '{\"text\":\"hello\"}'\n"
      "  jq -c . order.json | oread publish orders OrderShipped -\n"
      "  OREAD_SECRET=… oread publish -u https://ws.example.com --app-id 7 -k app-key news ping "
      "'{}'\n\n"
      "Exit codes: 0 the server took it, 1 it did not, 2 the command line makes no sense.");
  sub->callback([options, &run] {
    run.chosen = [options, &run] { return publish(*options, run.terminal); };
  });
}

}  // namespace oread::command
