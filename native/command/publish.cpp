// oread publish: sends a signed event to channels through the HTTP API.
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "api_request.hpp"
#include "bounded_read.hpp"
#include "commands.hpp"
#include "publish_answer.hpp"
#include "server_address.hpp"

namespace oread::command {
namespace {

/// Servers accept 10 KB, some a few MB.
constexpr std::size_t kDataMost = std::size_t{64} * 1024 * 1024;

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

std::string complaint(const PublishAnswer& judged, const native::HttpAnswer& answer) {
  std::string out = "the server returned " + std::to_string(answer.status);
  if (!judged.said.empty()) out += ": " + safe(judged.said);
  if (judged.status != answer.status) out += " (" + std::to_string(judged.status) + ")";
  if (!answer.location.empty()) out += ", a redirect to " + safe(answer.location);
  if (!judged.change.empty()) out += "; " + judged.change;
  return out;
}

std::string complaint(const PublishOptions& options, const Error& error) {
  return "cannot publish to " + safe(options.url) + ": " + safe(error.text) +
         "; is the server running (oread serve)? `oread doctor " + shell_word(options.url) +
         "` finds out more";
}

ExitCode report(const PublishOptions& options, const Result<native::HttpAnswer>& result,
                Terminal& terminal) {
  const PublishAnswer judged = result.ok() ? judge_publish(result.value()) : PublishAnswer{};
  const bool ok = judged.taken;
  std::string why;
  if (!result.ok()) {
    why = complaint(options, result.error());
  } else if (!ok) {
    why = complaint(judged, result.value());
  }
  const std::size_t channels = 1 + options.more_channels.size();
  if (options.json) {
    nlohmann::ordered_json line{
        {"ok", ok}, {"status", judged.status}, {"event", options.event}, {"channels", channels}};
    if (!ok) line["error"] = why;
    // The server's message may be truncated or invalid UTF-8.
    terminal.line(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  } else if (ok) {
    terminal.line(terminal.paint(Tone::Good, "published") + " " + safe(options.event) + " to " +
                  (channels == 1 ? safe(options.channel) : std::to_string(channels) + " channels"));
  }
  if (!ok) terminal.complain(why);
  return ok ? kOk : kFailed;
}

ExitCode publish(PublishOptions options, Terminal& terminal) {
  if (options.data == "-") {
    options.data = read_at_most(std::cin, kDataMost);
    if (options.data.size() > kDataMost) {
      terminal.complain(
          "standard input is larger than any server accepts: publish an id and fetch the rest");
      return kUsage;
    }
    // The shell adds the final line break; it is not part of the payload.
    if (!options.data.empty() && options.data.back() == '\n') options.data.pop_back();
    if (options.data.empty()) {
      terminal.complain(
          "standard input is empty, and \"-\" reads the data from it: pipe the data in, or "
          "pass it instead of \"-\"");
      return kUsage;
    }
  }
  if (!is_word(options.app_id)) {
    terminal.complain("--app-id \"" + safe(options.app_id) + "\" is not an app id: " + kWord);
    return kUsage;
  }
  if (options.secret.empty()) {
    terminal.complain("publishing needs --secret or OREAD_SECRET; `oread serve` prints its secret");
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
                  "An additional channel; may be repeated, servers accept up to 100")
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
                  "The app's secret. Prefer OREAD_SECRET: other users can see the command line")
      ->envname("OREAD_SECRET");
  sub->add_option("--socket-id", options->socket_id, "Socket id to exclude");
  sub->add_option("--ca", options->ca_file,
                  "PEM file with the CA to trust instead of the system's");
  sub->add_flag("--json", options->json, "Print the result as one JSON object")
      ->disable_flag_override();
  sub->footer(
      "Examples:\n"
      "  OREAD_SECRET=… oread publish news headline '{\"text\":\"hello\"}'\n"
      "  jq -c . order.json | oread publish orders OrderShipped -\n"
      "  OREAD_SECRET=… oread publish -u https://ws.example.com --app-id 7 -k app-key "
      "news ping '{}'\n"
      "\n"
      "Exit codes: 0 the server accepted the event, 1 it did not, 2 usage error.");
  sub->callback([options, &run] {
    run.chosen = [options, &run] { return publish(*options, run.terminal); };
  });
}

}  // namespace oread::command
