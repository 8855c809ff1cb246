#include "border/reader.hpp"

namespace oread::border {

Text Reader::text() {
  const auto size = take<std::uint32_t>();
  at_ += size;
  return {at_ - size, size};
}

void Reader::fill(void* whole, const Place* places, std::size_t count) {
  for (const Place* place = places; place != places + count; ++place) {
    void* const field = static_cast<char*>(whole) + (*place & ((1U << kOffsetBits) - 1));
    const auto kind = static_cast<Kind>(*place >> kOffsetBits);
    double real = 0;
    if (kind == Kind::Whole || kind >= Kind::OptionByte) {
      real = take<double>();
      if (real != real) continue;
    }
    switch (kind) {
      case Kind::Byte: *static_cast<std::uint8_t*>(field) = byte(); break;
      case Kind::Half: *static_cast<std::uint16_t*>(field) = take<std::uint16_t>(); break;
      case Kind::Number: *static_cast<std::uint32_t*>(field) = take<std::uint32_t>(); break;
      case Kind::View: *static_cast<Text*>(field) = text(); break;
      case Kind::Kept: *static_cast<String*>(field) = text(); break;
      case Kind::OptionByte:
        *static_cast<std::uint8_t*>(field) = static_cast<std::uint8_t>(static_cast<int>(real));
        break;
      case Kind::OptionNumber:
        *static_cast<std::uint32_t*>(field) = static_cast<std::uint32_t>(real);
        break;
      default: *static_cast<std::int64_t*>(field) = static_cast<std::int64_t>(real);
    }
  }
}

}  // namespace oread::border
