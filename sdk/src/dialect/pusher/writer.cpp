#include "dialect/pusher/writer.hpp"

#include "support/json_write.hpp"

namespace oread::pusher {

void Writer::begin(View event, View channel) {
  text_.assign("{\"event\":");
  json::append_string(text_, event);
  if (!channel.empty()) {
    text_.append(",\"channel\":");
    json::append_string(text_, channel);
  }
  text_.append(",\"data\":{");
}

void Writer::member(const char* key, View value) {
  if (value.empty()) return;
  if (text_.back() != '{') text_.push_back(',');
  json::append_string(text_, key);
  text_.push_back(':');
  json::append_string(text_, value);
}

View Writer::end() {
  return text_.append("}}");
}

View Writer::event(View event, View channel, View data) {
  begin(event, channel);
  text_.pop_back();
  text_.append(data).push_back('}');
  return text_;
}

View Writer::joined(View front, View back) {
  return text_.assign(front).append(back);
}

}  // namespace oread::pusher
