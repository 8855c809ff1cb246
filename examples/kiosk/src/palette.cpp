#include "palette.hpp"

namespace kiosk {
namespace {

constexpr Colour colour(std::uint32_t rgb) {
  return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8 & 0xFF),
          static_cast<std::uint8_t>(rgb & 0xFF)};
}

struct Colours {
  Colour paper, ink, soft, up, degraded, down, plan;
  Colour up_band, degraded_band, down_band, old_band, on_band;
};

constexpr Colours kLight = {colour(0xf7f7f4), colour(0x17211d), colour(0x55605a), colour(0x17663f),
                            colour(0x7a5200), colour(0xa1262d), colour(0x2c5282), colour(0x17663f),
                            colour(0x7a5200), colour(0xa1262d), colour(0x55605a), colour(0xffffff)};
constexpr Colours kDark = {colour(0x0f1412), colour(0xe9efeb), colour(0xa2aea7), colour(0x7fe3b5),
                           colour(0xf3c566), colour(0xff9d9b), colour(0xa3c8f7), colour(0x7fe3b5),
                           colour(0xf3c566), colour(0xff9d9b), colour(0xa2aea7), colour(0x0f1412)};

const Colours& colours(Theme theme) {
  return theme == Theme::Light ? kLight : kDark;
}

}  // namespace

Colour background(Theme theme) {
  return colours(theme).paper;
}

Style style(Theme theme, Tone tone) {
  const Colours& of = colours(theme);
  switch (tone) {
    case Tone::Plain: return {of.ink, {}, false};
    case Tone::Soft: return {of.soft, {}, false};
    case Tone::Strong: return {of.ink, {}, true};
    case Tone::Up: return {of.up, {}, false};
    case Tone::Degraded: return {of.degraded, {}, false};
    case Tone::Down: return {of.down, {}, false};
    case Tone::Plan: return {of.plan, {}, false};
    case Tone::UpBand: return {of.on_band, of.up_band, true};
    case Tone::DegradedBand: return {of.on_band, of.degraded_band, true};
    case Tone::DownBand: return {of.on_band, of.down_band, true};
    case Tone::OldBand: return {of.on_band, of.old_band, true};
  }
  return {of.ink, {}, false};
}

}  // namespace kiosk
