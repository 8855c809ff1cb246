// What a session does with binary messages unless it knows any.
#include "oread/session.hpp"

#ifndef OREAD_LEAN
namespace oread {

void Session::decode_binary(View /*bytes*/, FrameSink& out) {
  Frame frame;
  frame.kind = Frame::Kind::Bad;
  frame.text = "a binary message";
  out.take(frame);
}

}  // namespace oread
#endif
