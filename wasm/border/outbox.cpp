#include "border/outbox.hpp"

namespace oread {

namespace border {
String g_outbox;
}

void EffectSink::number(double value) {
  border::g_outbox.append(Text(reinterpret_cast<const char*>(&value), sizeof value));
}

void EffectSink::word(unsigned value) {
  number(value);
}

void EffectSink::text(Text value) {
  word(static_cast<unsigned>(value.size()));
  border::g_outbox.append(value);
}

void EffectSink::failure(unsigned code, unsigned status, Text value) {
  word(code);
  word(status);
  text(value);
}

void EffectSink::member(Text id, Text info, bool id_is_number) {
  text(id);
  text(info);
  word(id_is_number);
}

}  // namespace oread
