#include "border/outbox.hpp"

namespace oread {

namespace border {
String g_outbox;
}

void EffectSink::number(double value) {
  border::g_outbox.append(Text(reinterpret_cast<const char*>(&value), sizeof value));
}

void EffectSink::text(Text value) {
  number(value.size());
  border::g_outbox.append(value);
}

void EffectSink::failure(const Error& value) {
  number(static_cast<unsigned>(value.code));
  number(value.status);
  text(value.text);
}

}  // namespace oread
