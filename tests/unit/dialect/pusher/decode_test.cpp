// Server messages as frames: what every server sends, and what unusual ones do.
#include "dialect/pusher/decode.hpp"

#include <string>

#include <gtest/gtest.h>

#include "oread/dialects.hpp"
#include "support/frames.hpp"
#include "support/pusher/fixtures.hpp"

namespace oread::test {
namespace {

using Kind = Frame::Kind;

/// Frames, with the dialect and the text that their views need.
struct Decoded {
  explicit Decoded(std::string its_text)
      : text(std::move(its_text)), dialect(make_pusher({.key = "k", .host = "h", .path = {}})) {
    Frames taken;
    dialect->session()->decode(text, taken);
    frames = std::move(taken.all);
  }
  std::string text;
  std::unique_ptr<Dialect> dialect;
  std::vector<Frame> frames;

  const Frame& one_frame() const {
    EXPECT_EQ(frames.size(), 1U) << text;
    return frames.front();
  }
};

std::string data_event(const char* event, const std::string& data) {
  return R"({"event":")" + std::string(event) + R"(","channel":"c","data":)" + data + "}";
}

TEST(Decode, A_greeting_may_hold_its_data_and_its_number_in_a_string_or_plainly) {
  for (const char* data : {R"("{\"socket_id\":\"1.2\",\"activity_timeout\":30}")",
                           R"({"socket_id":"1.2","activity_timeout":30})",
                           R"({"socket_id":"1.2","activity_timeout":"30"})",
                           R"({"socket_id":1.2,"activity_timeout":30})"}) {
    const Decoded decoded(data_event("pusher:connection_established", data));
    EXPECT_EQ(decoded.one_frame().kind, Kind::Welcome);
    EXPECT_EQ(decoded.one_frame().socket_id, "1.2");
    EXPECT_EQ(decoded.one_frame().heartbeat.silence, seconds(30));
  }
}

TEST(Decode, A_greeting_with_an_odd_timeout_is_good_and_one_without_a_socket_id_is_not) {
  for (const char* timeout :
       {"-1", "0", "1.5", "\"\"", "\"abc\"", "1e308", "null", "[30]", "999999999999"}) {
    const Decoded decoded(
        data_event("pusher:connection_established",
                   R"({"socket_id":"1.2","activity_timeout":)" + std::string(timeout) + "}"));
    EXPECT_EQ(decoded.one_frame().kind, Kind::Welcome) << timeout;
    EXPECT_EQ(decoded.one_frame().heartbeat.silence, Millis{0}) << timeout;
  }
  for (const std::string& data :
       {std::string("{}"), std::string(R"({"socket_id":""})"), std::string("null"),
        std::string("[]"), std::string(R"({"socket_id":true})"),
        std::string(R"({"socket_id":[7]})"), std::string(R"({"socket_id":{}})"),
        R"({"socket_id":")" + std::string(129, '1') + "\"}"}) {
    const Decoded decoded(data_event("pusher:connection_established", data));
    EXPECT_EQ(decoded.one_frame().kind, Kind::Bad) << data;
  }
}

TEST(Decode, What_is_no_frame_is_bad) {
  for (const char* text :
       {"", " ", "null", "5", "[]", "{}", "nope", "<html>", R"({"event":5})", R"({"event":null})",
        R"({"event":"a")", R"({"event":"a"}x)", R"({"event":"a","event":"b"})",
        R"({"event":"a","data":1,"data":2})", R"({"event":"a","channel":"x","channel":"y"})",
        "{\"event\":\"a\xFF\"}", "{\"event\":\"a\x01\"}", R"({'event':'a'})"}) {
    EXPECT_EQ(Decoded(text).one_frame().kind, Kind::Bad) << text;
  }
  const std::string deep = std::string(600, '[') + std::string(600, ']');
  EXPECT_EQ(Decoded(data_event("e", deep)).one_frame().kind, Kind::Bad);
}

TEST(Decode, Pings_are_answered_with_or_without_data) {
  for (const char* text : {R"({"event":"pusher:ping"})", R"({"event":"pusher:ping","data":{}})",
                           R"({"event":"pusher:ping","data":""})"}) {
    EXPECT_EQ(Decoded(text).one_frame().kind, Kind::Reply) << text;
    EXPECT_EQ(Decoded(text).one_frame().text, R"({"event":"pusher:pong","data":{}})");
  }
  EXPECT_EQ(Decoded(R"({"event":"pusher:pong"})").one_frame().kind, Kind::Nothing);
  EXPECT_EQ(Decoded(R"({"event":"pusher_internal:never_heard_of","data":{}})").one_frame().kind,
            Kind::Nothing);
  const Decoded odd(R"({"event":"pusher:never_heard_of","channel":"c","data":{"n":1}})");
  EXPECT_EQ(odd.one_frame().kind, Kind::Message);
  EXPECT_EQ(odd.one_frame().data, R"({"n":1})");
  EXPECT_TRUE(odd.one_frame().from_server);
}

TEST(Decode, Errors_tell_whom_they_may_be_about) {
  struct Row {
    const char* data;
    std::uint16_t code;
    Frame::About about;
  };
  constexpr Row kRows[] = {
      {R"({"code":4001,"message":"m"})", 4001, Frame::About::Connection},
      {R"("{\"code\":4201,\"message\":\"m\"}")", 4201, Frame::About::Connection},
      {R"({"code":4009,"message":"m"})", 4009, Frame::About::Request},
      {R"({"code":4200,"message":"m"})", 4200, Frame::About::Request},
      {R"({"code":4300,"message":"m"})", 4300, Frame::About::Request},
      {R"({"code":4302,"message":"m"})", 4302, Frame::About::Nothing},
      {R"({"code":4301,"message":"m"})", 4301, Frame::About::TooOften},
      {R"({"code":null,"message":"m"})", 0, Frame::About::Request},
      {R"({"message":"m"})", 0, Frame::About::Request},
      {R"({"code":70000,"message":"m"})", 0, Frame::About::Request},
      {R"({"code":"4001","message":"m"})", 4001, Frame::About::Connection},
      {R"({"code":"4001x","message":"m"})", 0, Frame::About::Request},
  };
  for (const Row& row : kRows) {
    const Decoded decoded(data_event("pusher:error", row.data));
    EXPECT_EQ(decoded.one_frame().kind, Kind::Error) << row.data;
    EXPECT_EQ(decoded.one_frame().code, row.code) << row.data;
    EXPECT_EQ(decoded.one_frame().about, row.about) << row.data;
    EXPECT_EQ(decoded.one_frame().text, "m") << row.data;
  }
  EXPECT_EQ(Decoded(data_event("pusher:error", "null")).one_frame().kind, Kind::Error);
}

TEST(Decode, Acknowledgements_come_with_and_without_data_and_with_either_prefix) {
  for (const char* text :
       {R"({"event":"pusher_internal:subscription_succeeded","data":"{}","channel":"c"})",
        R"({"event":"pusher_internal:subscription_succeeded","channel":"c"})",
        R"({"event":"pusher:subscription_succeeded","channel":"c","data":{}})"}) {
    EXPECT_EQ(Decoded(text).one_frame().kind, Kind::Subscribed) << text;
    EXPECT_EQ(Decoded(text).one_frame().channel, "c");
  }
  // Reverb omits the channel if PHP considers its name empty.
  EXPECT_EQ(Decoded(R"({"event":"pusher_internal:subscription_succeeded","data":"{}"})")
                .one_frame()
                .channel,
            "");
}

TEST(Decode, Rosters_come_as_maps_and_as_lists) {
  struct Row {
    const char* presence;
    std::vector<std::pair<std::string, std::string>> members;
  };
  const Row kRows[] = {
      {R"({"count":1,"ids":["1"],"hash":{"1":{"n":1}}})", {{"1", R"({"n":1})"}}},
      {R"({"count":2,"ids":["0","1"],"hash":[{"n":0},{"n":1}]})",
       {{"0", R"({"n":0})"}, {"1", R"({"n":1})"}}},
      {R"({"count":2,"ids":["1",3],"hash":{"1":[],"3":null}})", {{"1", "[]"}, {"3", "null"}}},
      {R"({"count":0,"ids":[],"hash":[]})", {}},
      {R"({"ids":["a","b"]})", {{"a", "null"}, {"b", "null"}}},
      {R"({"ids":["a","b"],"hash":[true]})", {{"a", "true"}, {"b", "null"}}},
      {R"({"hash":{"\u00e9":1}})", {{"\xC3\xA9", "1"}}},
      {"null", {}},
      {"[]", {}},
  };
  for (const Row& row : kRows) {
    const nlohmann::json data = R"({"presence":)" + std::string(row.presence) + "}";
    for (const std::string& form : {data.dump(), data.get<std::string>()}) {
      const Decoded decoded(data_event("pusher_internal:subscription_succeeded", form));
      ASSERT_EQ(decoded.one_frame().members.size(), row.members.size()) << form;
      for (std::size_t i = 0; i < row.members.size(); ++i) {
        EXPECT_EQ(decoded.one_frame().members[i].id, row.members[i].first) << form;
        EXPECT_EQ(decoded.one_frame().members[i].info, row.members[i].second) << form;
      }
    }
  }
}

TEST(Decode, Members_have_a_text_or_a_number_for_an_id) {
  const Decoded number(data_event("pusher_internal:member_added", R"({"user_id":3})"));
  EXPECT_EQ(number.one_frame().kind, Kind::MemberAdded);
  EXPECT_EQ(number.one_frame().members.front().id, "3");
  EXPECT_EQ(number.one_frame().members.front().info, "null");
  const Decoded text(data_event("pusher_internal:member_removed", R"("{\"user_id\":\"\"}")"));
  EXPECT_EQ(text.one_frame().kind, Kind::MemberRemoved);
  EXPECT_EQ(text.one_frame().members.front().id, "");
  for (const char* data : {"{}", R"({"user_id":null})", R"({"user_id":{}})", "5"}) {
    EXPECT_EQ(Decoded(data_event("pusher_internal:member_added", data)).one_frame().kind,
              Kind::Bad);
  }
}

TEST(Decode, Refused_subscriptions_keep_what_the_server_said) {
  const Decoded decoded(
      data_event("pusher:subscription_error", R"({"type":"AuthError","error":"no","status":401})"));
  EXPECT_EQ(decoded.one_frame().kind, Kind::SubscribeRefused);
  EXPECT_EQ(decoded.one_frame().code, 401);
  EXPECT_EQ(decoded.one_frame().text, "no");
  EXPECT_EQ(decoded.one_frame().data, R"({"type":"AuthError","error":"no","status":401})");
}

TEST(Decode, Events_keep_their_payload_and_sender) {
  const Decoded wrapped(R"({"event":"E","channel":"c","data":"{\"a\":\"\\u00e9\"}"})");
  EXPECT_EQ(wrapped.one_frame().kind, Kind::Message);
  EXPECT_EQ(wrapped.one_frame().data, R"({"a":"\u00e9"})");
  const Decoded plain(R"({"event":"client-x","channel":"c","data":{"a":1},"user_id":"7"})");
  EXPECT_EQ(plain.one_frame().data, R"({"a":1})");
  EXPECT_EQ(plain.one_frame().user_id, "7");
  EXPECT_FALSE(Decoded(R"({"event":"E","channel":"c"})").one_frame().has_data);
  EXPECT_EQ(Decoded(R"({"event":"pusherish","channel":"c"})").one_frame().kind, Kind::Message);
  EXPECT_TRUE(Decoded(R"({"event":"pusher:cache_miss","channel":"c"})").one_frame().from_server);
}

TEST(Decode, Null_stands_for_what_is_left_out_except_for_a_payload) {
  const Decoded event(R"({"event":"E","channel":null,"data":null,"user_id":null})");
  EXPECT_EQ(event.one_frame().channel, "");
  EXPECT_EQ(event.one_frame().user_id, "");
  EXPECT_TRUE(event.one_frame().has_data);
  EXPECT_EQ(event.one_frame().data, "null");
  const Decoded error(
      R"({"event":"pusher:error","channel":null,"data":{"code":4009,"message":null}})");
  EXPECT_EQ(error.one_frame().channel, "");
  EXPECT_EQ(error.one_frame().text, "");
}

TEST(Decode, Only_payloads_that_stand_alone_can_become_routes) {
  const Decoded route(R"({"event":"E","data":"{\"a\":1}","channel":"c"})");
  const Frame& frame = route.one_frame();
  EXPECT_EQ(route.text.substr(frame.payload_begin, frame.payload_end - frame.payload_begin),
            R"({\"a\":1})");
  for (const char* text :
       {R"({"event":"E","data":{"a":1},"channel":"c"})", R"({"event":"E","data":"1"})",
        R"({"event":"E","data":"1","channel":"c","user_id":"7"})",
        R"({"event":"E","data": "1","channel":"c"})", R"({"event":"E","channel":"c"})",
        R"({"x":{"data":"1"},"event":"E","data":"1","channel":"c"})",
        R"({"event":"E","data":"1","channel":5})"}) {
    EXPECT_EQ(Decoded(text).one_frame().payload_begin, 0U) << text;
  }
}

TEST(Decode, Counts_sign_ins_and_watchlists) {
  for (const char* count : {"5", "\"5\""}) {
    const Decoded decoded(data_event("pusher_internal:subscription_count",
                                     R"({"subscription_count":)" + std::string(count) + "}"));
    EXPECT_EQ(decoded.one_frame().count, 5U) << count;
  }
  EXPECT_EQ(Decoded(data_event("pusher:signin_success", R"({"user_data":"{\"id\":\"7\"}"})"))
                .one_frame()
                .user_id,
            "7");
  for (const char* data : {"{}", R"({"user_data":"{}"})", R"({"user_data":"{\"id\":7}"})"})
    EXPECT_EQ(Decoded(data_event("pusher:signin_success", data)).one_frame().kind, Kind::Bad)
        << data;
  const Decoded watch(
      data_event("pusher_internal:watchlist_events",
                 R"({"events":[{"name":"online","user_ids":["1",2]},{"name":"odd"},)"
                 R"({"name":"offline","user_ids":[]}]})"));
  ASSERT_EQ(watch.frames.size(), 2U);
  EXPECT_TRUE(watch.frames[0].watchlist.online);
  ASSERT_EQ(watch.frames[0].watchlist.user_ids.size(), 2U);
  EXPECT_EQ(watch.frames[0].watchlist.user_ids[1], "2");
  EXPECT_FALSE(watch.frames[1].watchlist.online);
  EXPECT_EQ(Decoded(data_event("pusher_internal:watchlist_events", "7")).one_frame().kind,
            Kind::Nothing);
}

TEST(ReadGrant, Says_what_is_wrong_with_an_answer) {
  const auto dialect = make_pusher({.key = "k", .host = "h", .path = {}});
  const auto verdict = [&](const char* channel, const char* body) {
    Grant grant;
    const char* problem =
        dialect->read_grant(body, dialect->traits(channel), AuthKind::Channel, grant);
    return std::string(problem == nullptr ? "" : problem);
  };
  EXPECT_EQ(verdict("private-a", R"({"auth":"k:s"})"), "");
  EXPECT_EQ(verdict("private-a", ""), "not JSON");
  EXPECT_EQ(verdict("private-a", "<html>"), "not JSON");
  EXPECT_EQ(verdict("private-a", "{}"), "no auth");
  EXPECT_EQ(verdict("private-a", R"({"auth":""})"), "no auth");
  EXPECT_EQ(verdict("private-encrypted-a", R"({"auth":"k:s"})"), "no shared_secret");
  EXPECT_EQ(verdict("presence-a", R"({"auth":"k:s","channel_data":"x"})"), "not JSON");
  // As serializers write unset values.
  EXPECT_EQ(verdict("private-a", R"({"auth":"k:s","channel_data":null})"), "");
  EXPECT_EQ(verdict("private-encrypted-a", R"({"auth":"k:s","shared_secret":null})"),
            "no shared_secret");
  for (const std::size_t bytes : {0, 31, 32, 33}) {
    // Three bytes are four base64 characters.
    const char* const end[] = {"", "A==", "AA="};
    const std::string secret =
        std::string(bytes / 3 * 4, 'A') + (bytes % 3 == 0 ? "" : "A") + end[bytes % 3];
    const std::string body = R"({"auth":"k:s","shared_secret":")" + secret + "\"}";
    EXPECT_EQ(verdict("private-encrypted-a", body.c_str()), bytes == 32 ? "" : "no shared_secret")
        << bytes;
  }
  Grant grant;
  const std::string body = R"({"auth":"k:s","channel_data":"{\"user_id\":5}"})";
  ASSERT_EQ(dialect->read_grant(body, {}, AuthKind::Channel, grant), nullptr);
  EXPECT_EQ(grant.user_id, "5");
  EXPECT_EQ(grant.data, R"({"user_id":5})");
}

}  // namespace
}  // namespace oread::test
