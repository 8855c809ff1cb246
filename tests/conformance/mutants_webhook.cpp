// Mutants of webhooks.
#include <set>

#include "conform/foreign_json.hpp"
#include "conformance/mutants.hpp"
#include "digests.hpp"
#include "oread/broker/signing.hpp"

namespace oread::conform {
namespace {

const native::OpenSslDigests kDigests;

/// Changes the events of every webhook, and signs it again.
Mutant changes(const std::string& name, const std::function<void(Json& events)>& change) {
  return {.name = name, .delivered = [change](const Hook& hook) {
            Json body = foreign_json(hook.body);
            change(body["events"]);
            Hook out = hook;
            out.body = json_text(body);
            out.signature = broker::signature(kDigests, broker_testee().app.secret, out.body);
            return std::vector<Hook>{out};
          }};
}

}  // namespace

std::vector<Mutant> webhook_mutants() {
  std::vector<Mutant> out;
  out.push_back({.name = "webhooks are not filtered", .options = [](broker::Options& options) {
                   for (broker::App& each : options.apps) {
                     for (broker::Webhook& hook : each.webhooks) hook.channel_prefix.clear();
                   }
                 }});
  out.push_back(
      {.name = "webhooks are lost", .delivered = [](const Hook&) { return std::vector<Hook>{}; }});
  out.push_back({.name = "webhooks arrive twice", .delivered = [](const Hook& hook) {
                   return std::vector<Hook>{hook, hook};
                 }});
  out.push_back({.name = "webhooks are signed before they change", .delivered = [](Hook hook) {
                   hook.body += " ";
                   return std::vector<Hook>{hook};
                 }});
  out.push_back(changes("a webhook has one event only", [](Json& events) {
    if (events.size() > 1) events = Json::array({events[0]});
  }));
  out.push_back(changes("webhooks do not say who", [](Json& events) {
    for (Json& each : events) {
      each.erase("user_id");
      each.erase("socket_id");
    }
  }));
  out.push_back({.name = "webhooks wait for nobody",
                 .options = [](broker::Options& options) { options.webhooks.grace = Millis(0); }});
  out.push_back({.name = "webhooks are sent once", .options = [](broker::Options& options) {
                   options.webhooks.retry_for = Millis(0);
                 }});
  return out;
}

}  // namespace oread::conform
