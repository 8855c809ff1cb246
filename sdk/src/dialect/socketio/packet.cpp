#include "dialect/socketio/packet.hpp"

#include "dialect/socketio/digits.hpp"

namespace oread::socketio {

namespace {

bool is_binary(Packet::Type type) {
  return type == Packet::Type::BinaryEvent || type == Packet::Type::BinaryAck;
}

/// The namespace ends at a comma or with the text; a query may follow its name (Socket.IO 2).
View take_namespace(View& text) {
  if (text.empty() || text[0] != '/') return "/";
  const std::size_t end = text.find(',');
  const View space = text.substr(0, end);
  text = end == View::npos ? View() : text.substr(end + 1);
  return space.substr(0, space.find('?'));
}

}  // namespace

const char* read_packet(View text, Packet& out) {
  const unsigned type = text.empty() ? 99 : static_cast<unsigned char>(text[0]) - unsigned{'0'};
  if (type > static_cast<unsigned>(Packet::Type::BinaryAck)) return "an unknown type of packet";
  out.type = static_cast<Packet::Type>(type);
  text.remove_prefix(1);
  if (is_binary(out.type)) {
    const bool is_counted = take_digits(text, out.attachments) && !text.empty() && text[0] == '-';
    if (!is_counted) return "a binary packet without the number of its attachments";
    if (out.attachments == 0 || out.attachments > kMaxAttachments) return "not 1 to 10 attachments";
    text.remove_prefix(1);
  }
  out.space = take_namespace(text);
  const View rest = text;
  std::uint64_t id = 0;
  if (take_digits(text, id)) out.id = rest.substr(0, rest.size() - text.size());
  out.data = text;
  return nullptr;
}

}  // namespace oread::socketio
