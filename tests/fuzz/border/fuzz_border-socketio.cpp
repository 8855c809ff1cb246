// Fuzzes the border of the Wasm build for the Socket.IO dialect; see harness.cpp.
#include "border/texts.hpp"

namespace fuzz {

std::span<const std::string_view> texts() {
  static constexpr std::string_view kTexts[] = {
      "",
      "news",
      "private-a",
      "presence-a",
      "client-x",
      "\xff\xed\xa0\x80",
      "ws://h/socket.io/?EIO=4&transport=websocket",
      "http://h/socket.io/?EIO=4&transport=polling",
      "websocket",
      "polling",
      "websocket,polling",
      "polling,websocket",
      R"({"headers":{"Authorization":"Bearer x"}})",
      R"(0{"sid":"a","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000})",
      R"(0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200,"maxPayload":100})",
      R"(40{"sid":"b"})",
      "40",
      R"(44{"message":"no"})",
      "41",
      "1",
      "2",
      "3",
      "3probe",
      "6",
      "ok",
      R"(42["e","news",{"a":"\ud800"}])",
      R"(42["presence:subscribed","presence-a",[{"user_id":1,"user_info":{}},{"user_id":"2"}]])",
      R"(42["presence:joining","presence-a",{"user_id":3,"user_info":"é"}])",
      R"(42["presence:leaving","presence-a",{"user_id":1}])",
      R"(42["subscription_error","private-a",403])",
      R"(42["client-x","private-a",{}])",
      R"(452-["e","news",{"_placeholder":true,"num":0}])",
      R"(42/admin,["e","news"])",
      R"({"code":1,"message":"Session ID unknown"})",
      "0{\"sid\":\"a\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,\"pingTimeout\":20000,"
      "\"maxPayload\":1000}\x1e"
      "40{\"sid\":\"b\"}",
      R"(82:0{"sid":"a","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000}2:40)",
      R"(19:42["e","news","é🙂"]1:6)",
      "/",
      "/admin",
      "AQ==",
      "AQ==,Ag==",
      R"(["e",{"a":1}])",
      R"(40/admin,{"sid":"c","pid":"d"})",
      R"(42["e","PbcDef0"])",
      R"(427["ask"])",
      R"(431[1])",
      R"(451-["e",{"_placeholder":true,"num":0}])",
      "bAQ==",
      R"(44/admin,{"message":"no","data":1})",
      "41/admin,"};
  return kTexts;
}

}  // namespace fuzz
