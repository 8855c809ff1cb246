// oread doctor: walks the way of an event, layer after layer, and says what is wrong and what to
// change.
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "doctor_steps.hpp"
#include "header_option.hpp"

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
  }
  return "";
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

void print(const std::vector<Finding>& findings, Terminal& terminal) {
  for (const Finding& finding : findings) {
    const auto tone = finding.result == Finding::Result::Ok       ? Tone::Good
                      : finding.result == Finding::Result::Failed ? Tone::Bad
                                                                  : Tone::Dim;
    std::string line = finding.step;
    line.resize(10, ' ');
    line += terminal.paint(tone, word(finding.result));
    line.append(9 - word(finding.result).size(), ' ');
    terminal.line(line += safe(finding.said));
  }
  const Finding& last = findings.back();
  terminal.line("");
  terminal.line(last.result == Finding::Result::Failed
                    ? capital(safe(last.said)) + "; " + safe(last.change) + "."
                    : "Nothing is wrong on this way.");
}

void print_json(const std::vector<Finding>& findings, Terminal& terminal) {
  using Json = nlohmann::ordered_json;
  const Finding& last = findings.back();
  const bool ok = last.result != Finding::Result::Failed;
  Json steps = Json::array();
  for (const Finding& finding : findings) {
    steps.push_back(
        {{"step", finding.step}, {"result", word(finding.result)}, {"said", finding.said}});
  }
  Json line{{"ok", ok}, {"steps", steps}};
  if (!ok) {
    line["wrong"] = last.said;
    line["change"] = last.change;
  }
  terminal.line(line.dump(-1, ' ', false, Json::error_handler_t::replace));
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
  CLI::App* sub = app.add_subcommand("doctor", "Say why nothing arrives, and what to change");
  sub->add_option("url", options->url,
                  "The server: http(s)://HOST:PORT[/PATH], or ws(s)://…/app/KEY")
      ->envname("OREAD_URL")
      ->capture_default_str();
  sub->add_option("-k,--key", options->key, "The app's public key")->envname("OREAD_KEY");
  sub->add_option(
         "--secret", about.secret,
         "The app's secret, to sign and to publish. Prefer OREAD_SECRET: other users see a "
         "command line")
      ->envname("OREAD_SECRET");
  sub->add_option("--app-id", about.app_id, "The app's id")
      ->envname("OREAD_APP_ID")
      ->capture_default_str();
  sub->add_option("--auth-endpoint", about.auth_endpoint, "Where the app signs: its whole URL");
  sub->add_option("-H,--header", options->headers, "'Name: value' for the auth endpoint")
      ->allow_extra_args(false);
  sub->add_option("--origin", about.origin, "The page's origin: https://app.example");
  sub->add_option("--ca", about.ca_file, "PEM file with the CA to trust instead of the system's");
  sub->add_option("--wait", options->wait_seconds, "Seconds to wait for each answer")
      ->check(CLI::Range(1, 60))
      ->capture_default_str();
  sub->add_flag("--json", options->json, "The findings as one JSON object");
  sub->footer(
      "Examples:\n"
      "  oread doctor\n"
      "  oread doctor wss://ws.example.com/app/app-key --origin https://app.example.com\n"
      "  OREAD_SECRET=… oread doctor https://ws.example.com --key app-key --app-id 7\n\n"
      "Exit codes: 0 nothing is wrong, 1 something is, 2 the command line makes no sense.");
  sub->callback(
      [options, &run] { run.chosen = [options, &run] { return doctor(*options, run.terminal); }; });
}

}  // namespace oread::command
