#include "client.hpp"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "oread/dialects.hpp"

namespace oread::bench {
namespace {

PusherOptions server() {
  PusherOptions options;
  options.key = "bench-key";
  options.host = "ws.example.test";
  return options;
}

}  // namespace

Client::Client(const std::vector<std::string>& channels)
    : engine_(Options{}, make_pusher(server())) {
  for (const Effect& effect : give(in::Connect{})) {
    if (const auto* open = std::get_if<effect::OpenLink>(&effect)) link_ = open->link;
  }
  give(in::LinkOpened{link_});
  receive(
      R"({"event":"pusher:connection_established","data":"{\"socket_id\":\"12.34\",\"activity_timeout\":120}"})");
  for (const std::string& channel : channels) {
    give(in::Subscribe{channel, {}});
    receive(R"({"event":"pusher_internal:subscription_succeeded","data":"{}","channel":")" +
            channel + "\"}");
    if (engine_.state_of(channel) != ChannelState::Subscribed) {
      std::fprintf(stderr, "bench_native: %s is not subscribed\n", channel.c_str());
      std::exit(1);
    }
  }
}

std::size_t Client::receive(std::string text) {
  return give(in::LinkText{link_, std::move(text)}).size();
}

Effects Client::give(Input input) {
  now_ += Millis(1);
  return engine_.handle(std::move(input), now_);
}

}  // namespace oread::bench
