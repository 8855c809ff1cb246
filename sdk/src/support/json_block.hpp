// Finds the bytes that are special inside a JSON string, a block of text at a time. Bit i of a mask
// stands for byte i. Uses SSE2 if the compiler offers it; otherwise, and in Wasm, 64-bit
// arithmetic.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__SSE2__) && !defined(OREAD_JSON_PORTABLE)
#include <emmintrin.h>
#define OREAD_JSON_SSE2 1
#endif

namespace oread::json {

/// The special bytes of one block.
struct Marks {
  unsigned quote;
  unsigned backslash;
  unsigned other;  ///< Control characters and the bytes of non-ASCII characters.
};

#ifdef OREAD_JSON_SSE2

inline constexpr int kBlock = 16;

/// Reads `kBlock` bytes from `at`.
inline Marks marks_at(const char* at) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const auto mask = [](__m128i hits) { return static_cast<unsigned>(_mm_movemask_epi8(hits)); };
  return {
      mask(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'))),
      mask(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))),
      // As signed numbers the bytes from 0x80 up are negative, so one comparison finds both kinds.
      mask(_mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)))};
}

#else

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
              "byte i of a block is to be bit i of a mask");

inline constexpr int kBlock = 8;

/// Reads `kBlock` bytes from `at`. Each sum stays within its byte, so a byte does not affect the
/// next one.
inline Marks marks_at(const char* at) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  constexpr std::uint64_t low = 0x7F * ones;
  constexpr std::uint64_t high = 0x80 * ones;
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  // Gathers the top bits of the eight bytes into one byte, in order (little-endian).
  const auto mask = [](std::uint64_t hits) {
    return static_cast<unsigned>(((hits >> 7) * 0x0102040810204080) >> 56);
  };
  const auto equal = [=](std::uint64_t pattern) {
    const std::uint64_t difference = bytes ^ pattern;
    return ~(((difference & low) + low) | difference) & high;
  };
  return {mask(equal('"' * ones)), mask(equal('\\' * ones)),
          mask((~((bytes & low) + 0x60 * ones) | bytes) & high)};
}

#endif

/// The index of the lowest bit of a mask that is not 0.
inline int lowest(unsigned mask) {
  return __builtin_ctz(mask);
}

}  // namespace oread::json
