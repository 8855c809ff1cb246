// oread doctor: checks each layer that an event passes through, and says what is wrong and what to
// change.
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "commands.hpp"
#include "doctor_steps.hpp"
#include "header_option.hpp"
#include "url.hpp"
#include "usage.hpp"

namespace oread::command {
namespace {

struct DoctorOptions {
  std::string url;
  std::string key;
  std::vector<std::string> headers;
  Examination examination;
  std::uint32_t wait_seconds = 5;
  bool json = false;
};

std::string_view word(Finding::Result result) {
  switch (result) {
    case Finding::Result::Ok: return "ok";
    case Finding::Result::Failed: return "failed";
    case Finding::Result::Skipped: return "skipped";
    case Finding::Result::Unverified: return "unverified";
  }
  return "";
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

Tone tone_of(Finding::Result result) {
  switch (result) {
    case Finding::Result::Ok: return Tone::Good;
    case Finding::Result::Failed: return Tone::Bad;
    case Finding::Result::Skipped: return Tone::Dim;
    case Finding::Result::Unverified: return Tone::Warn;
  }
  return Tone::Plain;
}

/// The steps with this result.
std::vector<const Finding*> those(const std::vector<Finding>& findings, Finding::Result result) {
  std::vector<const Finding*> out;
  for (const Finding& finding : findings) {
    if (finding.result == result) out.push_back(&finding);
  }
  return out;
}

void print(const std::vector<Finding>& findings, Terminal& terminal) {
  for (const Finding& finding : findings) {
    const std::string_view result = word(finding.result);
    std::string line = finding.step;
    line.resize(10, ' ');
    line += terminal.paint(tone_of(finding.result), result);
    line.append(11 - result.size(), ' ');
    terminal.line(line += safe(finding.said));
  }
  terminal.line("");
  const Finding& last = findings.back();
  if (last.result == Finding::Result::Failed) {
    terminal.line(capital(safe(last.said)) + "; " + safe(last.change) + ".");
    return;
  }
  const auto open = those(findings, Finding::Result::Unverified);
  for (const Finding* finding : open) {
    terminal.line("Not verified: " + finding->step + ". To verify it, " + safe(finding->change) +
                  ".");
  }
  terminal.line(open.empty() ? "Nothing is wrong." : "Nothing is wrong in what was verified.");
}

void print_json(const std::vector<Finding>& findings, Terminal& terminal) {
  using Json = nlohmann::ordered_json;
  const Finding& last = findings.back();
  const bool ok = last.result != Finding::Result::Failed;
  const auto names = [&](Finding::Result result) {
    Json out = Json::array();
    for (const Finding* finding : those(findings, result)) out.push_back(finding->step);
    return out;
  };
  Json steps = Json::array();
  for (const Finding& finding : findings) {
    Json step{{"step", finding.step}, {"result", word(finding.result)}, {"said", finding.said}};
    if (!finding.change.empty()) step["change"] = finding.change;
    steps.push_back(std::move(step));
  }
  Json line{{"ok", ok},
            {"verified", names(Finding::Result::Ok)},
            {"unverified", names(Finding::Result::Unverified)},
            {"steps", steps}};
  if (!ok) {
    line["wrong"] = last.said;
    line["change"] = last.change;
  }
  terminal.line(line.dump(-1, ' ', false, Json::error_handler_t::replace));
}

/// The first usage error, or nothing.
std::optional<std::string> misuse(const DoctorOptions& options) {
  const Examination& about = options.examination;
  if (!is_word(about.key)) return "--key \"" + about.key + "\" is not a key: " + kWord;
  if (!is_word(about.app_id)) return "--app-id \"" + about.app_id + "\" is not an app id: " + kWord;
  if (!about.origin.empty() && !native::is_header({"Origin", about.origin})) {
    return "--origin must be a single line, such as https://app.example";
  }
  if (needs_signature(about.channel) && about.auth_endpoint.empty() && about.secret.empty()) {
    return "--channel " + about.channel +
           " is not public: add --secret, or --auth-endpoint with the URL that signs for it";
  }
  if (about.channel.starts_with("presence-") && about.auth_endpoint.empty()) {
    return "--channel " + about.channel +
           " needs --auth-endpoint: only the app knows the members of a presence channel";
  }
  return std::nullopt;
}

ExitCode doctor(DoctorOptions options, Terminal& terminal) {
  Examination& about = options.examination;
  Result<ServerAddress> address = parse_server_address(options.url);
  if (!address.ok()) {
    terminal.complain(address.error().text);
    return kUsage;
  }
  Result<native::Fields> headers = parse_headers(options.headers);
  if (!headers.ok()) {
    terminal.complain(headers.error().text);
    return kUsage;
  }
  about.address = std::move(address).value();
  about.auth_headers = std::move(headers).value();
  about.key = !options.key.empty()        ? options.key
              : about.address.key.empty() ? kDefaultKey
                                          : about.address.key;
  about.wait = std::chrono::seconds(options.wait_seconds);
  if (const std::optional<std::string> wrong = misuse(options)) {
    terminal.complain(safe(*wrong));
    return kUsage;
  }
  const std::vector<Finding> findings = examine(about);
  options.json ? print_json(findings, terminal) : print(findings, terminal);
  return findings.back().result == Finding::Result::Failed ? kFailed : kOk;
}

}  // namespace

void add_doctor(CLI::App& app, Run& run) {
  auto options = std::make_shared<DoctorOptions>();
  Examination& about = options->examination;
  options->url = default_url();
  about.app_id = kDefaultAppId;
  CLI::App* sub = app.add_subcommand("doctor", "Find out why no events arrive, and how to fix it");
  sub->add_option("url", options->url,
                  "The server: http(s)://HOST:PORT[/PATH], or ws(s)://…/app/KEY")
      ->envname("OREAD_URL")
      ->capture_default_str();
  sub->add_option("-k,--key", options->key, "The app's public key")->envname("OREAD_KEY");
  sub->add_option("--secret", about.secret,
                  "The app's secret, for signing and publishing. Prefer OREAD_SECRET: other users "
                  "can see the command line")
      ->envname("OREAD_SECRET");
  sub->add_option("--app-id", about.app_id, "The app's id")
      ->envname("OREAD_APP_ID")
      ->capture_default_str();
  sub->add_option("-c,--channel", about.channel,
                  "A channel this user may join, to verify the app's signature: private-orders.1")
      ->allow_extra_args(false);
  sub->add_option("--auth-endpoint", about.auth_endpoint,
                  "The app's auth endpoint: its complete URL");
  sub->add_option("-H,--header", options->headers,
                  "A header for the auth endpoint, 'Name: value'; may be repeated")
      ->allow_extra_args(false);
  sub->add_option("--origin", about.origin, "The page's origin: https://app.example");
  sub->add_option("--ca", about.ca_file, "PEM file with the CA to trust instead of the system's");
  sub->add_option("--wait", options->wait_seconds, "Timeout for each response, in seconds")
      ->check(whole_number(1, 60))
      ->capture_default_str();
  sub->add_flag("--json", options->json, "Print the findings as one JSON object")
      ->disable_flag_override();
  sub->footer(
      "Examples:\n"
      "  oread doctor\n"
      "  oread doctor wss://ws.example.com/app/app-key --origin "
      "https://app.example.com\n"
      "  OREAD_SECRET=… oread doctor https://ws.example.com --key app-key --app-id 7\n"
      "  oread doctor https://ws.example.com --key app-key --channel private-orders.1 "
      "\\\n"
      "    --auth-endpoint https://app.example.com/broadcasting/auth -H 'Authorization: "
      "Bearer TOKEN'\n"
      "\n"
      "Prints what it verified, and how to verify the rest.\n"
      "Exit codes: 0 everything that was verified is right, 1 something is wrong, 2 usage error.");
  sub->callback(
      [options, &run] { run.chosen = [options, &run] { return doctor(*options, run.terminal); }; });
}

}  // namespace oread::command
