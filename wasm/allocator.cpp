// malloc and free for one thread and short-lived blocks: a free list for each power of two,
// refilled from the end of memory. A sixth of the code of Emscripten's smallest allocator.
//
// The next request of the same size reuses a freed block. Running out of memory is a trap: the host
// then starts a fresh engine.
#include <cstddef>
#include <cstdint>
#include <new>

// The linker's name for the first free byte, which it aligns to 16.
extern "C" unsigned char __heap_base;  // NOLINT(*-reserved-identifier)

namespace {

constexpr std::uint32_t kPage = 65536;

struct Block {
  std::uint32_t shift;   ///< The block is 2^shift bytes long.
  std::uint32_t unused;  ///< Aligns the next member to 8 bytes.
  Block* next;           ///< Only while free: the place where the user's bytes begin.
};

Block* g_free[32];
unsigned char* g_end = &__heap_base;

}  // namespace

extern "C" [[gnu::noinline]] void* malloc(std::size_t wanted) {
  if (wanted > 1U << 30U) __builtin_trap();
  // The block includes the header and has at least 16 bytes.
  const auto shift = 32U - static_cast<std::uint32_t>(__builtin_clz((wanted + 7) | 15U));
  Block* block = g_free[shift];
  if (block != nullptr) {
    g_free[shift] = block->next;
    return &block->next;
  }
  block = reinterpret_cast<Block*>(g_end);
  g_end += std::size_t{1} << shift;
  const auto used = reinterpret_cast<std::uintptr_t>(g_end);
  const std::uintptr_t have = __builtin_wasm_memory_size(0) * kPage;
  if (used > have && __builtin_wasm_memory_grow(0, (used - have + kPage - 1) / kPage) ==
                         static_cast<std::size_t>(-1)) {
    __builtin_trap();
  }
  block->shift = shift;
  return &block->next;
}

// Not inlined: it has many callers.
extern "C" [[gnu::noinline]] void free(void* bytes) {
  if (bytes == nullptr) return;
  auto* block = reinterpret_cast<Block*>(static_cast<char*>(bytes) - offsetof(Block, next));
  block->next = g_free[block->shift];
  g_free[block->shift] = block;
}

void* operator new(std::size_t size) {
  return malloc(size);
}
void operator delete(void* bytes) noexcept {
  free(bytes);
}
void operator delete(void* bytes, std::size_t) noexcept {
  free(bytes);
}
