// malloc and free for one thread and short lives: free lists by size, refilled from the end of
// memory. A quarter of the code of the smallest allocator that Emscripten brings.
//
// Sizes are rounded up to quarters of powers of two, so at most a fifth is wasted, and what is
// freed is found again by the next request of its size.
#include <cstddef>
#include <cstdint>
#include <new>

extern "C" unsigned char __heap_base;  // NOLINT(*-reserved-identifier): the linker's name

namespace {

constexpr std::uint32_t kPage = 65536;
constexpr std::uint32_t kHeader = 8;  // keeps blocks aligned to 8; holds the index of the list
constexpr std::uint32_t kClasses = 128;

struct Block {
  std::uint32_t list;
  std::uint32_t unused;
  Block* next;  // only while free: the place where the user's bytes begin
};

Block* g_free[kClasses];
std::uint32_t g_end;

/// The list for a size, and in `size` what its blocks hold.
std::uint32_t list_for(std::uint32_t& size) {
  if (size < 16) size = 16;
  const std::uint32_t shift = 29 - static_cast<std::uint32_t>(__builtin_clz(size - 1));
  const std::uint32_t quarters = (size - 1) >> shift;  // 4 … 7
  size = (quarters + 1) << shift;
  return shift * 4 + quarters;
}

}  // namespace

extern "C" [[gnu::noinline]] void* malloc(std::size_t wanted) {
  auto size = static_cast<std::uint32_t>(wanted);
  if (size > 1U << 30U) return nullptr;
  const auto list = list_for(size);
  if (Block* block = g_free[list]) {
    g_free[list] = block->next;
    return &block->next;
  }
  if (g_end == 0) g_end = reinterpret_cast<std::uintptr_t>(&__heap_base) + 7U & ~7U;
  const std::uint32_t at = g_end;
  g_end += kHeader + (size + 7U & ~7U);
  const std::uint32_t have = __builtin_wasm_memory_size(0) * kPage;
  if (g_end > have && __builtin_wasm_memory_grow(0, (g_end - have + kPage - 1) / kPage) ==
                          static_cast<std::size_t>(-1)) {
    g_end = at;
    return nullptr;
  }
  auto* block = reinterpret_cast<Block*>(at);
  block->list = list;
  return &block->next;
}

// Called from everywhere, and small enough to be copied there.
extern "C" [[gnu::noinline]] void free(void* bytes) {
  if (bytes == nullptr) return;
  auto* block = reinterpret_cast<Block*>(static_cast<char*>(bytes) - kHeader);
  block->next = g_free[block->list];
  g_free[block->list] = block;
}

void* operator new(std::size_t size) {
  void* bytes = malloc(size);
  // Out of memory: the host starts a fresh engine.
  if (bytes == nullptr) __builtin_trap();
  return bytes;
}
void operator delete(void* bytes) noexcept {
  free(bytes);
}
void operator delete(void* bytes, std::size_t) noexcept {
  free(bytes);
}
