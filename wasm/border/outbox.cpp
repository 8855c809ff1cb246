#include "border/outbox.hpp"

namespace oread::border {

static_assert(sizeof(Member) == 2 * sizeof(Text), "a member is two texts");

void Outbox::raw(const void* from, std::size_t size) {
  bytes_.append(Text(static_cast<const char*>(from), size));
}

void Outbox::text(Text text) {
  number(static_cast<std::uint32_t>(text.size()));
  raw(text.data(), text.size());
}

void Outbox::put(std::uint8_t tag, const void* whole, const Place* places, std::size_t count) {
  raw(&tag, 1);
  for (const Place* place = places; place != places + count; ++place) {
    const void* const field =
        static_cast<const char*>(whole) + (*place & ((1U << kOffsetBits) - 1));
    const auto* texts = static_cast<const Text*>(field);
    std::size_t many = 1;
    switch (static_cast<Kind>(*place >> kOffsetBits)) {
      case Kind::Byte: raw(field, 1); continue;
      case Kind::Half: raw(field, 2); continue;
      case Kind::Number: raw(field, 4); continue;
      case Kind::Whole: {
        const auto real = static_cast<double>(*static_cast<const std::int64_t*>(field));
        raw(&real, sizeof real);
        continue;
      }
      case Kind::MaybeView: {
        const auto& maybe = *static_cast<const std::optional<Text>*>(field);
        const bool is_there = maybe.has_value();
        raw(&is_there, 1);
        many = is_there;
        break;
      }
      case Kind::Views: {
        const auto& list = *static_cast<const List<Text>*>(field);
        number(static_cast<std::uint32_t>(list.size()));
        texts = list.begin();
        many = list.size();
        break;
      }
      case Kind::Members: {
        const auto& list = *static_cast<const List<Member>*>(field);
        number(static_cast<std::uint32_t>(list.size()));
        texts = reinterpret_cast<const Text*>(list.begin());
        many = list.size() * 2;
        break;
      }
      default: break;
    }
    for (; many != 0; --many) text(*texts++);
  }
}

}  // namespace oread::border
