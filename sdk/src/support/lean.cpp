// The out-of-line functions of the strings of a lean build.
#include "oread/lean/types.hpp"

#ifdef __wasm__
// The C library's version counts a word at a time: four times the code.
extern "C" [[gnu::noinline]] std::size_t strlen(const char* text) {
  std::size_t size = 0;
  while (text[size] != 0) ++size;
  return size;
}
#endif

namespace oread::lean {

void Block::reserve(std::uint32_t count, std::uint32_t width) {
  if (count <= capacity) return;
  // Doubling keeps repeated growth linear.
  capacity = count > capacity * 2 ? count : capacity * 2;
  void* grown = std::malloc(static_cast<std::size_t>(capacity) * width);
  if (grown == nullptr) __builtin_trap();
  if (size != 0) std::memcpy(grown, data, static_cast<std::size_t>(size) * width);
  std::free(data);
  data = grown;
}

void* Block::extend(std::uint32_t width) {
  reserve(size + 1, width);
  return static_cast<char*>(data) + static_cast<std::size_t>(size++) * width;
}

void Block::close(void* from, const void* to, std::uint32_t width) {
  if (from == to) return;
  const char* const rest = static_cast<const char*>(to);
  const char* const end = static_cast<char*>(data) + static_cast<std::size_t>(size) * width;
  size -= static_cast<std::uint32_t>(rest - static_cast<char*>(from)) / width;
  std::memmove(from, rest, static_cast<std::size_t>(end - rest));
}

void Block::swap(Block& other) {
  const Block mine = *this;
  *this = other;
  other = mine;
}

String::~String() {
  std::free(block_.data);
}

String& String::assign(View text) {
  clear();
  return append(text);
}

String& String::append(View text) {
  if (text.empty()) return *this;
  const auto added = static_cast<std::uint32_t>(text.size());
  block_.reserve(block_.size + added, 1);
  std::memmove(data() + block_.size, text.data(), text.size());
  block_.size += added;
  return *this;
}

void String::push_back(char c) {
  *static_cast<char*>(block_.extend(1)) = c;
}

bool View::is_equal(View a, View b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size()) == 0);
}

View View::substr(std::size_t at, std::size_t count) const {
  const std::size_t rest = size() - at;
  return {data() + at, count < rest ? count : rest};
}

std::size_t View::find(View text) const {
  for (std::size_t at = 0; at + text.size() <= size(); ++at) {
    if (substr(at, text.size()) == text) return at;
  }
  return npos;
}

}  // namespace oread::lean
