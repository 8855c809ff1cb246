#include "sockets/fenced_memory.hpp"

#include <libwebsockets.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <map>

namespace oread::fuzz {
namespace {

// Freed blocks stay inaccessible for a while, so that nothing else gets their address.
constexpr std::size_t kMostFreed = 2000;
constexpr unsigned char kSlack = 0xA5;
constexpr unsigned char kFresh = 0xBE;

struct Block {
  unsigned char* pages = nullptr;
  std::size_t mapped = 0;  // with the guard
  std::size_t size = 0;
};

std::map<void*, Block>& used() {
  static std::map<void*, Block> blocks;
  return blocks;
}

std::deque<Block>& freed() {
  static std::deque<Block> blocks;
  return blocks;
}

// The block ends at an inaccessible page; the gap left by alignment is filled with a pattern.
void* allocate(std::size_t size) {
  static const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  constexpr std::size_t kAlignment = alignof(std::max_align_t);
  const std::size_t aligned = (size + kAlignment - 1) / kAlignment * kAlignment;
  const std::size_t usable = (aligned + page - 1) / page * page;
  void* pages =
      mmap(nullptr, usable + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) return nullptr;
  Block block{static_cast<unsigned char*>(pages), usable + page, size};
  mprotect(block.pages + usable, page, PROT_NONE);
  unsigned char* begin = block.pages + usable - aligned;
  std::memset(begin, kFresh, size);
  std::memset(begin + size, kSlack, aligned - size);
  used().emplace(begin, block);
  return begin;
}

void check(const void* begin, const Block& block) {
  const auto* at = static_cast<const unsigned char*>(begin) + block.size;
  const unsigned char* end =
      at + (block.size % alignof(std::max_align_t) == 0
                ? 0
                : alignof(std::max_align_t) - block.size % alignof(std::max_align_t));
  if (std::all_of(at, end, [](unsigned char byte) { return byte == kSlack; })) return;
  std::fprintf(stderr, "libwebsockets wrote beyond a block of %zu bytes\n", block.size);
  std::abort();
}

void release(std::map<void*, Block>::iterator it) {
  check(it->first, it->second);
  madvise(it->second.pages, it->second.mapped, MADV_DONTNEED);
  mprotect(it->second.pages, it->second.mapped, PROT_NONE);
  freed().push_back(it->second);
  used().erase(it);
  if (freed().size() <= kMostFreed) return;
  munmap(freed().front().pages, freed().front().mapped);
  freed().pop_front();
}

void* reallocate(void* old, std::size_t size, const char* /*reason*/) {
  void* fresh = size == 0 ? nullptr : allocate(size);
  if (old == nullptr || (size != 0 && fresh == nullptr)) return fresh;
  const auto it = used().find(old);
  if (it == used().end()) {
    std::fprintf(stderr, "libwebsockets freed what it does not own, or twice\n");
    std::abort();
  }
  if (fresh != nullptr) std::memcpy(fresh, old, std::min(size, it->second.size));
  release(it);
  return fresh;
}

}  // namespace

void fence_libwebsockets() {
  // Created first, so that they outlive everything that holds memory of libwebsockets.
  used();
  freed();
  lws_set_allocator(reallocate);
}

void check_fences() {
  for (const auto& [begin, block] : used()) check(begin, block);
}

}  // namespace oread::fuzz
