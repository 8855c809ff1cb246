// Inputs and effects as text and back.
#include "oread/trace.hpp"

#include <string>

#include <gtest/gtest.h>

namespace oread::trace {
namespace {

TEST(Trace, Every_input_reads_back_as_it_was_written) {
  const Input inputs[] = {
      in::Connect{},
      in::Disconnect{},
      in::Subscribe{"c", LeaseId{3}},
      in::Unsubscribe{"c", LeaseId{3}},
      in::Whisper{RequestId{1}, "c", "client-a", "{}", true},
      in::SignIn{},
      in::LinkOpened{LinkId{1}},
      in::LinkText{LinkId{1}, "\"\\\n\xC3\xA9"},
      in::LinkClosed{LinkId{1}, 4200, "bye"},
      in::Receipt{LinkId{1}, Time{Millis{5}}},
      in::AuthAnswered{RequestId{1}, 429, true, 7, "body"},
      in::AuthFailed{RequestId{1}, true, "no"},
      in::Refreshed{true},
      in::DecryptionReady{true},
      in::Decrypted{RequestId{1}, true, "open"},
      in::OnlineChanged{true},
      in::Woke{WakeReason::Asked},
      in::Suspended{},
      in::Tick{},
      in::LinkBinary{LinkId{1}, std::string("\x00\xff\"", 3)},
      in::RequestAnswered{LinkId{1}, RequestId{2}, 200, "body"},
      in::Emit{{RequestId{1}, "/", "e", R"(["e"])", false, true}, "AQ==", true, Millis{5}, 3},
      in::Reply{LinkId{1}, "/", "3", "[1]", "AQ=="}};
  EXPECT_EQ(std::size(inputs), std::variant_size_v<Input>);
  for (const Input& input : inputs) {
    const std::string text = to_text(input);
    const Result<Input> read = read_input(text);
    ASSERT_TRUE(read.ok()) << text << ": " << read.error().text;
    EXPECT_EQ(to_text(read.value()), text);
    EXPECT_EQ(read.value().index(), input.index());
  }
}

TEST(Trace, What_is_absent_is_zero_not_the_default) {
  const Result<Input> read = read_input(R"({"kind":"link-closed","link":1})");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(std::get<in::LinkClosed>(read.value()).code, 0);
  EXPECT_EQ(to_text(Input(in::LinkClosed{LinkId{1}, 0, {}})), R"({"kind":"link-closed","link":1})");
}

TEST(Trace, An_effect_is_told_by_its_kind) {
  EXPECT_EQ(to_text(Effect(effect::Authorize{RequestId{1}, AuthKind::User, {}, "1.1"})),
            R"({"kind":"authorize","request":1,"purpose":"user","socketId":"1.1"})");
  EXPECT_EQ(to_text(Effect(effect::Announce{event::ChannelChanged{"c", ChannelState::Failed}})),
            R"({"kind":"channel-changed","channel":"c","state":"failed"})");
  EXPECT_EQ(to_text(Effect(effect::Announce{event::Message{"c", "e", Text(), {}}})),
            R"({"kind":"message","channel":"c","event":"e","data":""})");
}

TEST(Trace, An_event_keeps_its_zeros_on_request) {
  const Event message = event::Message{"c", "e", {}, {}};
  EXPECT_EQ(to_text(message), R"({"kind":"message","channel":"c","event":"e"})");
  EXPECT_EQ(
      to_text(message, Zeros::Keep),
      R"({"kind":"message","channel":"c","event":"e","data":null,"userId":"","userIdIsNumber":false})");
  EXPECT_EQ(
      to_text(Event(event::Subscribed{"c", {Member{}}, {}, false, {}}), Zeros::Keep),
      R"({"kind":"subscribed","channel":"c","members":[{"id":"","info":"","idIsNumber":false}],"me":"","meIsNumber":false,"said":""})");
  EXPECT_EQ(
      to_text(Event(event::RetryScheduled{}), Zeros::Keep),
      R"({"kind":"retry-scheduled","attempt":0,"in":0,"why":{"code":"none","status":0,"text":""}})");
}

TEST(Trace, Bad_inputs_are_refused_with_the_place) {
  for (const char* text :
       {"", "5", "{}", R"({"kind":5})", R"({"kind":"nothing"})",
        R"({"kind":"link-opened","link":"1"})", R"({"kind":"link-opened","link":-1})",
        R"({"kind":"link-opened","lnik":1})", R"({"kind":"woke","reason":"bored"})"}) {
    const Result<Input> read = read_input(text);
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.error().code, Errc::BadFrame);
    EXPECT_FALSE(read.error().text.empty());
  }
}

TEST(Trace, Bad_transcripts_are_refused_with_the_place) {
  for (const char* text :
       {"", "[]", "{}", R"({"steps":5})", R"({"steps":[{}]})", R"({"steps":[{"at":0}]})",
        R"({"steps":[{"at":0,"input":{"kind":"odd"}}]})", R"({"options":{"odd":1},"steps":[]})",
        R"({"options":{"reconnect":{"onFatal":1}},"steps":[]})",
        R"({"options":{"auth":{"timeout":1.5}},"steps":[]})",
        R"({"options":{"auth":{"timeout":18446744073709551615}},"steps":[]})",
        R"({"options":5,"steps":[]})", R"({"pusher":{"port":"x"},"steps":[]})",
        R"({"steps":[{"at":0,"input":{"kind":"tick"},"deadline":"soon"}]})"}) {
    EXPECT_FALSE(read(text).ok()) << text;
  }
}

TEST(Trace, A_transcript_reads_back_as_it_was_written) {
  Transcript transcript;
  transcript.name = "A rule.";
  transcript.options.reconnect.initial_delay = Millis{7};
  transcript.options.reconnect.on_fatal = OnFatal::RetrySlowly;
  transcript.server = PusherOptions{.key = "k", .host = "h", .path = {}};
  transcript.steps.push_back({Time{Millis{0}}, in::Connect{}, {}, {}});
  transcript.steps.push_back({Time{Millis{5}}, in::LinkClosed{LinkId{1}, 1006, {}}, {}, {}});
  const std::string text = write(replay(transcript));
  const Result<Transcript> back = read(text);
  ASSERT_TRUE(back.ok()) << back.error().text;
  EXPECT_EQ(write(back.value()), text);
  EXPECT_EQ(write(replay(back.value())), text);
  EXPECT_NE(text.find("open-link"), std::string::npos);
  EXPECT_NE(text.find("\"pusher\": {\"key\":\"k\",\"host\":\"h\"}"), std::string::npos);
}

TEST(Trace, A_dialect_that_is_given_replaces_that_of_the_transcript) {
  Transcript transcript;
  transcript.steps.push_back({Time{Millis{0}}, in::Connect{}, {}, {}});
  const PusherOptions elsewhere{.key = "k", .host = "elsewhere", .path = {}};
  const Transcript happened = replay(transcript, make_dialect(elsewhere));
  ASSERT_FALSE(happened.steps[0].effects.empty());
  EXPECT_NE(happened.steps[0].effects[0].find("wss://elsewhere:443/"), std::string::npos);
}

}  // namespace
}  // namespace oread::trace
