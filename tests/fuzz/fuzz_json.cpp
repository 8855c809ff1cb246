// The scanner against nlohmann/json: same verdict, same contents; what the writer writes reads back
// equal.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "support/json_scan.hpp"
#include "support/json_write.hpp"
#include "support/utf8.hpp"

namespace {

using nlohmann::json;
namespace scan = oread::json;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "fuzz_json: %s\n", what);
  std::abort();
}

int hex4(std::string_view text, std::size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return -1;
  int unit = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const char c = text[i];
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

/// The text with every lone surrogate escape replaced by \ufffd: nlohmann rejects what RFC 8259
/// allows.
std::string without_lone_surrogates(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '\\') {
      out += text[i++];
      continue;
    }
    const int unit = hex4(text, i);
    const bool first = unit >= 0xD800 && unit < 0xDC00;
    const int next = first ? hex4(text, i + 6) : -1;
    std::size_t size = unit < 0 ? 2 : 6;
    if (first && next >= 0xDC00 && next < 0xE000) {
      size = 12;
    } else if (unit >= 0xD800 && unit < 0xE000) {
      out += "\\ufffd";
      i += 6;
      continue;
    }
    out += text.substr(i, size);
    i += size;
  }
  return out;
}

/// nlohmann's verdict, by the grammar only.
class Verdict : public nlohmann::json_sax<json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(std::int64_t) override { return true; }
  bool number_unsigned(std::uint64_t) override { return true; }
  bool number_float(double, const std::string&) override { return true; }
  bool string(std::string&) override { return true; }
  bool binary(json::binary_t&) override { return true; }
  bool start_object(std::size_t) override { return enter(); }
  bool key(std::string&) override { return true; }
  bool end_object() override { return leave(); }
  bool start_array(std::size_t) override { return enter(); }
  bool end_array() override { return leave(); }
  bool parse_error(std::size_t, const std::string&, const json::exception& error) override {
    // 406: a number too large for a double, which the grammar allows.
    too_large = error.id == 406;
    return false;
  }

  unsigned deepest = 0;
  bool too_large = false;

 private:
  bool enter() {
    if (++depth_ > deepest) deepest = depth_;
    return true;
  }
  bool leave() {
    --depth_;
    return true;
  }
  unsigned depth_ = 0;
};

/// Compares our value and nlohmann's recursively. The scanner bounds the depth.
void compare(const scan::Value& ours, const json& theirs) {
  std::string scratch;
  switch (ours.kind()) {
    case scan::Kind::Absent: return require(false, "a member without a value");
    case scan::Kind::Null: return require(theirs.is_null(), "null");
    case scan::Kind::True: return require(theirs == true, "true");
    case scan::Kind::False: return require(theirs == false, "false");
    case scan::Kind::Number:
      if (ours.text() == "-0") return;  // An integer for us, a float for nlohmann.
      require(ours.integer().has_value() ==
                  (theirs.is_number_integer() &&
                   (!theirs.is_number_unsigned() || theirs.get<std::uint64_t>() <= INT64_MAX)),
              "which numbers are integers");
      if (ours.integer()) require(theirs == *ours.integer(), "an integer");
      return;
    case scan::Kind::String: {
      require(theirs.is_string(), "string");
      require(ours.string(scratch) == theirs.get_ref<const std::string&>(), "what a string says");
      require(ours.to_string() == theirs.get_ref<const std::string&>(),
              "what a string says, owned");
      return;
    }
    case scan::Kind::Array: {
      require(theirs.is_array(), "array");
      scan::Array array(ours.text());
      std::size_t count = 0;
      for (scan::Value value; array.next(value); ++count) {
        require(count < theirs.size(), "too many elements");
        compare(value, theirs[count]);
      }
      require(array.ok() && count == theirs.size(), "the elements of an array");
      return;
    }
    case scan::Kind::Object: {
      require(theirs.is_object(), "object");
      scan::Object object(ours.text());
      std::string_view key;
      // nlohmann keeps the last of several members with the same key, so compare only that one.
      std::map<std::string, scan::Value> last;
      for (scan::Value value; object.next(key, value);) last[std::string(key)] = value;
      require(object.ok() && last.size() == theirs.size(), "the members of an object");
      for (const auto& [name, value] : last) {
        const auto found = theirs.find(name);
        require(found != theirs.end(), "a key");
        compare(value, *found);
      }
      return;
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const scan::Value ours = scan::Value::parse(text);

  // Where nlohmann is laxer: it skips a byte order mark, and takes a NUL for the end.
  const bool lax = text.substr(0, 3) == "\xEF\xBB\xBF" || text.find('\0') != std::string_view::npos;
  if (lax) {
    require(!ours, "a byte order mark or a NUL was let through");
  } else {
    const std::string plain = without_lone_surrogates(text);
    Verdict verdict;
    const bool accepted = json::sax_parse(plain, &verdict);
    if (verdict.too_large) return 0;
    require(static_cast<bool>(ours) == (accepted && verdict.deepest <= scan::kDefaultDepth),
            "the verdicts differ");
    if (ours && verdict.deepest <= 64) compare(ours, json::parse(plain));
  }

  std::string literal;
  scan::append_string(literal, text);
  const scan::Value back = scan::Value::parse(literal);
  require(static_cast<bool>(back) == oread::utf8::is_valid(text), "whether a literal can be read");
  if (back) require(back.to_string() == text, "what was written reads back the same");
  return 0;
}
