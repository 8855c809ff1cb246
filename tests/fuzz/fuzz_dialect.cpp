// Fuzzes the Pusher dialect with any text: frames stay within limits, views stay valid, and a host
// can cut out payloads by itself.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "oread/dialects.hpp"
#include "support/frames.hpp"
#include "support/json_write.hpp"
#include "support/utf8.hpp"

namespace {

using namespace oread;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "fuzz_dialect: %s\n", what);
  std::abort();
}

/// Reads every byte of a view, so that AddressSanitizer detects dangling ones.
std::size_t touch(std::string_view text) {
  volatile unsigned sum = 0;
  for (const char c : text) sum = sum + static_cast<unsigned char>(c);
  return text.size();
}

std::size_t touch(const Frame& frame) {
  std::size_t bytes = touch(frame.channel) + touch(frame.event) + touch(frame.user_id) +
                      touch(frame.socket_id) + touch(frame.data);
  // Our own are short and come from a table; a server's are part of the text.
  bytes += touch(frame.text);
  for (const MemberView& member : frame.members) bytes += touch(member.id) + touch(member.info);
  return bytes;
}

/// The guarantee of a route: another payload between the same ends is the same event.
void check_route(Session& session, const std::string& text, const Frame& frame) {
  require(frame.payload_begin <= frame.payload_end && frame.payload_end < text.size(),
          "a payload outside its text");
  require(text[frame.payload_begin - 1] == '"' && text[frame.payload_end] == '"',
          "a payload is not between quotes");
  const std::string channel(frame.channel);
  const std::string event(frame.event);
  const std::string payload = R"({"a":"\"\\,\"channel\":\"x\""})";
  std::string literal;
  json::append_string(literal, payload);
  const std::string other =
      text.substr(0, frame.payload_begin - 1) + literal + text.substr(frame.payload_end + 1);
  test::Frames taken;
  session.decode(other, taken);
  const std::vector<Frame>& frames = taken.all;
  require(frames.size() == 1 && frames[0].kind == Frame::Kind::Message &&
              frames[0].channel == channel && frames[0].event == event &&
              frames[0].user_id.empty() && frames[0].data == payload,
          "another payload makes another event");
  require(frames[0].payload_begin == frame.payload_begin, "the payload moves");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto dialect = make_pusher({"key", "host", 80, 443, true, {}, String("c"), String("v")});
  const auto session = dialect->session();
  test::Frames taken;
  session->decode(text, taken);
  const std::vector<Frame>& frames = taken.all;
  require(frames.size() <= 1 + size / 2, "more frames than a text can hold");
  std::size_t bytes = 0;
  bool readable = true;
  for (const Frame& frame : frames) {
    bytes += touch(frame);
    require(frame.members.size() <= size, "more members than a text can hold");
    readable = readable && frame.kind != Frame::Kind::Bad;
  }
  // Each part of a text is reported at most once per level, and perhaps in a second field.
  require(bytes <= 8 * size + 200, "a frame says more than its text");
  if (readable && !frames.empty())
    require(utf8::is_valid(text), "a text that is not UTF-8 was understood");
  for (const Frame& frame : frames) {
    if (frame.kind != Frame::Kind::Message || !frame.has_data) continue;
    SealedPayload sealed;
    if (session->read_sealed(frame.data, sealed)) touch(sealed.nonce), touch(sealed.ciphertext);
    touch(frame);
  }
  if (frames.size() == 1 && frames[0].payload_begin != 0) {
    const Frame frame = frames[0];
    check_route(*session, text, frame);
  }
  Grant grant;
  for (const AuthKind kind : {AuthKind::Channel, AuthKind::User}) {
    const char* problem = dialect->read_grant(text, {true, true, true}, kind, grant);
    if (problem != nullptr) continue;
    require(touch(grant.auth) > 0 && touch(grant.shared_secret) > 0, "a grant without a signature");
    touch(grant.data), touch(grant.user_id);
  }
  return 0;
}
