// Fuzzes the border of the Wasm build for the Pusher dialect; see harness.cpp.
#include "border/texts.hpp"

namespace fuzz {

std::span<const std::string_view> texts() {
  static constexpr std::string_view kTexts[] = {
      "",
      "news",
      "private-a",
      "presence-a",
      "private-encrypted-a",
      "client-x",
      "k:s",
      "\xff\xed\xa0\x80",
      R"({"event":"pusher:connection_established","data":"{\"socket_id\":\"1.2\"}"})",
      R"({"event":"pusher_internal:subscription_succeeded","channel":"news","data":"{}"})",
      R"({"event":"e","channel":"news","data":"{\"a\":\"\\ud800\"}"})",
      R"({"auth":"k:s","channel_data":"{\"user_id\":\"1\"}","shared_secret":"AAAA"})",
      R"({"event":"pusher:error","data":{"code":4301,"message":"slow down"}})"};
  return kTexts;
}

}  // namespace fuzz
