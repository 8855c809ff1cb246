// Mutants of the HTTP API.
#include "conform/call_signing.hpp"
#include "conform/foreign_json.hpp"
#include "conformance/mutants.hpp"

namespace oread::conform {
namespace {

Mutant answers(const std::string& name,
               const std::function<void(const Call& call, Answer& answer)>& change) {
  return {.name = name, .answered = change};
}

bool asks_for(const Call& call, const std::string& what) {
  return call.path.find(what) != std::string::npos;
}

}  // namespace

void sign_again(Call& call) {
  const TestApp app = broker_testee().app;
  call.query = signed_query(app, call.method, call.path, Json::object(), call.body, 1'700'000'001,
                            Json::object());
}

std::vector<Mutant> request_mutants() {
  std::vector<Mutant> out;
  out.push_back({.name = "requests need no signature",
                 .requested = [](BrokerSide&, Call& call) { sign_again(call); }});
  out.push_back(answers("every request is answered with 200",
                        [](const Call&, Answer& answer) { answer.status = 200; }));
  out.back().fair_for = {"SB", "SA-01", "SA-11", "SP-19"};
  out.push_back(answers("every request is answered with 500",
                        [](const Call&, Answer& answer) { answer.status = 500; }));
  out.back().fair_for = {"SB", "SA-01", "SP-19", "SU-10"};
  out.push_back(
      answers("publishing is answered with 202 and text", [](const Call& call, Answer& answer) {
        if (asks_for(call, "events")) answer = {202, "accepted"};
      }));
  out.push_back(answers("channels are lists", [](const Call& call, Answer& answer) {
    if (asks_for(call, "/channels")) answer.body = "[]";
  }));
  out.push_back(
      answers("every channel is occupied by one user", [](const Call& call, Answer& answer) {
        if (asks_for(call, "/channels/"))
          answer.body = R"({"occupied":true,"user_count":1,"users":[]})";
      }));
  out.push_back(answers("no channel is occupied", [](const Call& call, Answer& answer) {
    if (asks_for(call, "/channels/")) answer.body = R"({"occupied":false})";
  }));
  out.push_back(answers("refusals show the secret", [](const Call&, Answer& answer) {
    if (answer.status >= 400) answer.body += broker_testee().app.secret;
  }));
  out.push_back(
      {.name = "a batch is published backwards", .requested = [](BrokerSide&, Call& call) {
         if (call.path.find("batch_events") == std::string::npos) return;
         Json body = foreign_json(call.body);
         std::reverse(body["batch"].begin(), body["batch"].end());
         call.body = body.dump();
         sign_again(call);
       }});
  out.push_back({.name = "users are never terminated", .requested = [](BrokerSide&, Call& call) {
                   if (call.path.find("terminate") == std::string::npos) return;
                   call.path = "/apps/1/events";
                   call.body = R"({"name":"e","channels":["x"],"data":""})";
                   sign_again(call);
                 }});
  out.push_back({.name = "all apps are one", .requested = [](BrokerSide&, Call& call) {
                   if (call.path.find("/apps/2/") != 0) return;
                   call.path.replace(0, 8, "/apps/1/");
                   sign_again(call);
                 }});
  return out;
}

}  // namespace oread::conform
