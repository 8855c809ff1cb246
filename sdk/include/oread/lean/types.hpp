// Strings and lists with little code: the parts of std::string and std::vector that Oread needs,
// out of line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string_view>
#include <utility>

namespace oread::lean {

/// Growable memory. Elements are moved by copying their bytes: nothing that Oread stores in a list
/// refers to itself.
struct Block {
  void* data = nullptr;
  std::uint32_t size = 0;      ///< Number of elements in use.
  std::uint32_t capacity = 0;  ///< Number of elements that fit.

  /// Makes room for `count` elements of `width` bytes.
  void reserve(std::uint32_t count, std::uint32_t width);
  /// Returns the place of a new element.
  void* extend(std::uint32_t width);
  /// Closes the gap between two elements of `width` bytes.
  void close(void* from, const void* to, std::uint32_t width);
  [[gnu::noinline]] void swap(Block& other);  // Inline, every move would contain it.
};

/// A std::string_view in one register of a 32-bit machine: Wasm passes and returns structs of two
/// values through memory, and most calls pass a string.
class View {
 public:
  View() = default;
  View(const char* data, std::size_t size) : View(Parts{data, static_cast<std::uint32_t>(size)}) {}
  View(const char* text) : View(text, std::strlen(text)) {}        // NOLINT(*-explicit-*)
  View(std::string_view text) : View(text.data(), text.size()) {}  // NOLINT(*-explicit-*)

  [[nodiscard]] const char* data() const { return parts().data; }
  [[nodiscard]] std::size_t size() const { return parts().size; }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] const char* begin() const { return data(); }
  [[nodiscard]] const char* end() const { return data() + size(); }
  char operator[](std::size_t at) const { return data()[at]; }
  [[nodiscard]] char front() const { return *data(); }
  [[nodiscard]] View substr(std::size_t at, std::size_t count = npos) const;
  [[nodiscard]] std::size_t find(View text) const;
  [[nodiscard]] std::size_t find(char c) const { return find(View(&c, 1)); }
  void remove_prefix(std::size_t count) { *this = View(data() + count, size() - count); }

  static constexpr std::size_t npos = ~std::size_t{0};
  friend bool operator==(View a, View b) { return is_equal(a, b); }

 private:
  friend class String;
  struct Parts {
    const char* data;
    std::uint32_t size;
  };
  static bool is_equal(View a, View b);

#if __SIZEOF_POINTER__ == 4
  explicit View(Parts parts) {
    std::memcpy(&bits_, &parts, sizeof bits_);
  }
  // Pointer and size are adjacent in a block in the same order: one load.
  explicit View(const Block& block) {
    std::memcpy(&bits_, &block, sizeof bits_);
  }
  [[nodiscard]] Parts parts() const {
    Parts parts;
    std::memcpy(&parts, &bits_, sizeof bits_);
    return parts;
  }
  std::uint64_t bits_ = 0;
#else
  explicit View(Parts parts) : parts_(parts) {}
  explicit View(const Block& block) : parts_{static_cast<const char*>(block.data), block.size} {}
  [[nodiscard]] Parts parts() const {
    return parts_;
  }
  Parts parts_{};
#endif
};

class String {
 public:
  String() = default;
  explicit String(View text) { append(text); }
  String(String&& other) noexcept { block_.swap(other.block_); }
  String& operator=(String&& other) noexcept {
    block_.swap(other.block_);
    return *this;
  }
  String(const String& other) { append(other); }
  String& operator=(const String& other) { return assign(other); }
  String& operator=(View text) { return assign(text); }
  ~String();

  String& assign(View text);
  String& append(View text);
  String& operator+=(View text) { return append(text); }
  String& operator+=(char c) {
    push_back(c);
    return *this;
  }
  void push_back(char c);
  void pop_back() { --block_.size; }
  void clear() { block_.size = 0; }
  void reserve(std::size_t capacity) { block_.reserve(static_cast<std::uint32_t>(capacity), 1); }
  /// New characters are uninitialized.
  void resize(std::size_t size) {
    reserve(size);
    block_.size = static_cast<std::uint32_t>(size);
  }
  void swap(String& other) { block_.swap(other.block_); }

  [[nodiscard]] bool empty() const { return block_.size == 0; }
  [[nodiscard]] std::size_t size() const { return block_.size; }
  [[nodiscard]] std::size_t capacity() const { return block_.capacity; }
  // Writing through it changes the text, so a const one must not hand it out.
  // NOLINTNEXTLINE(readability-make-member-function-const)
  [[nodiscard]] char* data() { return static_cast<char*>(block_.data); }
  [[nodiscard]] const char* data() const { return static_cast<const char*>(block_.data); }
  [[nodiscard]] char back() const { return data()[block_.size - 1]; }
  char operator[](std::size_t at) const { return data()[at]; }
  [[nodiscard]] std::size_t find(char c) const { return View(*this).find(c); }
  static constexpr std::size_t npos = View::npos;

  operator View() const { return View(block_); }  // NOLINT(*-explicit-*)

 private:
  Block block_;
};

template <class T>
class List {
 public:
  using value_type = T;

  List() = default;
  List(List&& other) noexcept { block_.swap(other.block_); }
  List& operator=(List&& other) noexcept {
    block_.swap(other.block_);
    return *this;
  }
  List(const List&) = delete;
  List& operator=(const List&) = delete;
  ~List() {
    clear();
    std::free(block_.data);
  }

  void push_back(T value) { new (block_.extend(sizeof(T))) T(std::move(value)); }
  template <class... Args>
  T& emplace_back(Args&&... args) {
    return *new (block_.extend(sizeof(T))) T(std::forward<Args>(args)...);
  }
  void erase(T* from, T* to) {
    for (T* at = from; at != to; ++at) at->~T();
    block_.close(from, to, sizeof(T));
  }
  void erase(T* at) { erase(at, at + 1); }
  void pop_back() { erase(end() - 1); }
  void clear() { erase(begin(), end()); }
  void assign(std::size_t count, const T& value) {
    clear();
    block_.reserve(static_cast<std::uint32_t>(count), sizeof(T));
    for (std::size_t i = 0; i < count; ++i) push_back(value);
  }

  [[nodiscard]] T* data() { return static_cast<T*>(block_.data); }
  [[nodiscard]] T* begin() { return static_cast<T*>(block_.data); }
  [[nodiscard]] T* end() { return begin() + block_.size; }
  [[nodiscard]] const T* begin() const { return static_cast<const T*>(block_.data); }
  [[nodiscard]] const T* end() const { return begin() + block_.size; }
  [[nodiscard]] bool empty() const { return block_.size == 0; }
  [[nodiscard]] std::size_t size() const { return block_.size; }
  [[nodiscard]] T& operator[](std::size_t at) { return begin()[at]; }
  [[nodiscard]] const T& operator[](std::size_t at) const { return begin()[at]; }
  [[nodiscard]] T& front() { return *begin(); }
  [[nodiscard]] const T& front() const { return *begin(); }
  [[nodiscard]] T& back() { return end()[-1]; }

  friend bool operator==(const List& a, const List& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (!(a[i] == b[i])) return false;
    }
    return true;
  }

 private:
  Block block_;
};

}  // namespace oread::lean
