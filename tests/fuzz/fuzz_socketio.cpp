// Fuzzes a session of the Socket.IO dialect with any messages: frames stay within limits, views
// stay valid, and what the session writes can be read by the same rules.
//
// The first byte selects the carrier and whether channels are namespaces; messages are separated by
// a zero byte. One that begins with 0x04 is binary.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "dialect/socketio/payload.hpp"
#include "oread/dialects.hpp"
#include "support/utf8.hpp"

namespace {

using namespace oread;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "fuzz_socketio: %s\n", what);
  std::abort();
}

/// Reads every byte of a view, so that AddressSanitizer detects dangling ones.
std::size_t touch(std::string_view text) {
  volatile unsigned sum = 0;
  for (const char c : text) sum = sum + static_cast<unsigned char>(c);
  return text.size();
}

/// What a host may dispatch by itself.
struct Route {
  std::string channel;
  std::string event;
  std::string prefix;
  std::string tail;
  std::string data;
};

/// Looks at frames while they are valid.
class Reader final : public FrameSink {
 public:
  explicit Reader(std::string_view message = {}) : text(message) {}

  void take(Frame& frame) override {
    ++frames;
    if (frame.payload_begin != 0) {
      require(frame.payload_begin <= frame.payload_end && frame.payload_end <= text.size(),
              "a payload outside its text");
      route = {std::string(frame.channel), std::string(frame.event),
               std::string(text.substr(0, frame.payload_begin)),
               std::string(text.substr(frame.payload_end)), std::string(frame.data)};
    }
    bytes += touch(frame.channel) + touch(frame.event) + touch(frame.socket_id) +
             touch(frame.data) + touch(frame.text) + touch(frame.reply);
    attachments += touch(frame.attachments);
    for (const MemberView& member : frame.members) bytes += touch(member.id) + touch(member.info);
    members += frame.members.size();
    const bool about_member =
        frame.kind == Frame::Kind::MemberAdded || frame.kind == Frame::Kind::MemberRemoved;
    require(!about_member || frame.members.size() == 1, "a member's frame has one member");
    require(frame.kind != Frame::Kind::Welcome || !frame.socket_id.empty(), "a greeting has an id");
    require(frame.kind != Frame::Kind::Reply || !frame.text.empty(), "an answer is not empty");
    waits = frame.kind == Frame::Kind::Nothing && frame.pause > Millis{0};
    is_live = is_live || frame.kind == Frame::Kind::Welcome;
  }

  std::string_view text;  ///< The message.
  Route route;            ///< Of its last frame that makes one.
  std::size_t frames = 0;
  std::size_t bytes = 0;
  std::size_t members = 0;
  std::size_t attachments = 0;
  bool waits = false;
  bool is_live = false;
};

/// The guarantee of a route: another payload in its place is the same event.
void check_route(Session& session, const Route& route, bool is_namespace) {
  require(is_namespace == route.tail.empty(), "a route of another kind");
  const std::string payload = R"({"a":"],[\\"})";
  const std::string other = route.prefix + payload + (is_namespace ? ",1]" : route.tail);
  Reader reader(other);
  session.decode(other, reader);
  require(reader.frames == 1 && reader.route.channel == route.channel &&
              reader.route.event == route.event && reader.route.prefix == route.prefix,
          "another payload makes another event");
  if (!is_namespace) require(reader.route.data == payload, "the payload is not between the ends");
  const std::string array = route.prefix.substr(route.prefix.find('['));
  if (is_namespace)
    require(reader.route.data == array + payload + ",1]", "the array does not begin in the prefix");
}

/// What is joined for a request can be taken apart.
void check_body(const std::string& packet) {
  // The engine sends nothing else.
  if (!utf8::is_valid(packet) || packet.find('\x1e') != std::string::npos) return;
  for (const auto revision : {socketio::Revision::Third, socketio::Revision::Fourth}) {
    String body;
    socketio::append_packet(body, packet, revision);
    socketio::append_packet(body, "2", revision);
    socketio::Payload payload(body, revision);
    View first;
    View second;
    require(payload.next(first) && first == packet, "a body loses its first packet");
    require(payload.next(second) && second == "2" && !payload.next(second) && payload.ok(),
            "a body loses its second packet");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  SocketIoOptions options;
  options.host = "h";
  options.transports = (data[0] & 1U) != 0 ? "polling" : "websocket";
  options.sends_auth = (data[0] & 2U) != 0;
  options.namespaces = (data[0] & 4U) != 0;
  const auto dialect = make_socketio(options);
  const auto session = dialect->session();
  std::string_view rest(reinterpret_cast<const char*>(data + 1), size - 1);
  while (!rest.empty()) {
    const std::size_t end = rest.find('\0');
    const std::string message(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    Reader reader(message);
    if (message.starts_with('\x04')) {
      session->decode_binary(message, reader);
    } else {
      session->decode(message, reader);
    }
    require(reader.frames <= 2 * message.size() + 2, "more frames than a message can hold");
    require(reader.members <= message.size(), "more members than a message can hold");
    require(reader.bytes <= 8 * message.size() + 400, "a frame says more than its message");
    if (!reader.route.prefix.empty()) check_route(*session, reader.route, options.namespaces);
    // Called only if a frame asked for it.
    if (reader.waits && message.size() % 2 == 0) session->nothing_came(reader);
    touch(session->url());
    touch(dialect->emit(message, message, message.substr(message.size() / 2), RequestId{7}));
    touch(dialect->reply("/", message.substr(0, 3), message, message.substr(0, 2)));
    touch(session->subscribe(message, {}));
    touch(session->unsubscribe(message));
    if (message.size() % 3 == 0) {
      Grant grant;
      if (dialect->read_grant(message, {}, AuthKind::Connection, grant) == nullptr)
        touch(session->authenticate(grant));
    }
    check_body("4" + message);
    String body;
    session->append(body, message);
    touch(body);
    for (View part = message; !part.empty();) touch(session->next_part(part));
    touch(session->farewell());
  }
  return 0;
}
