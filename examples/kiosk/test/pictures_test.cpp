// A picture as terminal output and as SVG.
#include <gtest/gtest.h>

#include <cmath>
#include <regex>

#include "ansi.hpp"
#include "svg.hpp"
#include "text.hpp"

namespace kiosk {
namespace {

double part(std::uint8_t value) {
  const double share = value / 255.0;
  return share <= 0.03928 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}
/// As WCAG defines it.
double contrast(Colour one, Colour other) {
  const auto luminance = [](Colour colour) {
    return 0.2126 * part(colour.red) + 0.7152 * part(colour.green) + 0.0722 * part(colour.blue);
  };
  const double lighter = std::max(luminance(one), luminance(other));
  const double darker = std::min(luminance(one), luminance(other));
  return (lighter + 0.05) / (darker + 0.05);
}

std::string everything() {
  std::string out;
  for (int c = 0; c < 256; ++c) out += static_cast<char>(c);
  return out + "\x1b[2J\x1b]0;x\x07\x1bP\xC2\x9B<script>&amp;</text>\"'";
}

TEST(Palette, EveryTextCanBeRead) {
  for (const Theme theme : {Theme::Light, Theme::Dark}) {
    for (const Tone tone : kTones) {
      const Style look = style(theme, tone);
      EXPECT_GE(contrast(look.text, look.back.value_or(background(theme))), 4.5)
          << static_cast<int>(tone);
    }
  }
}

TEST(Ansi, WithoutColoursThereIsOnlyText) {
  const Line line = {{"one ", Tone::Strong}, {"two", Tone::DownBand}};
  for (const Theme theme : {Theme::Terminal, Theme::Light, Theme::Dark}) {
    EXPECT_EQ(ansi(line, theme, false), "one two");
  }
}

TEST(Ansi, UsesTheTerminalsOwnColoursWithoutATheme) {
  EXPECT_EQ(ansi({{"a", Tone::Plain}, {"b", Tone::Up}}, Theme::Terminal, true),
            "\x1b[0ma\x1b[32mb\x1b[0m");
}

TEST(Ansi, AThemeHasItsOwnBackground) {
  EXPECT_EQ(ansi({{"b", Tone::UpBand}}, Theme::Light, true),
            "\x1b[0;38;2;23;33;29;48;2;247;247;244m\x1b[1;38;2;255;255;255;48;2;23;102;63mb"
            "\x1b[0;38;2;23;33;29;48;2;247;247;244m");
}

TEST(Ansi, OnlyColoursAreEscapeSequences) {
  const std::string text = plain(everything(), 10'000);
  for (const Theme theme : {Theme::Terminal, Theme::Light, Theme::Dark}) {
    for (const Tone tone : kTones) {
      const std::string rest =
          std::regex_replace(ansi({{text, tone}}, theme, true), std::regex("\x1b\\[[0-9;]*m"), "");
      EXPECT_EQ(rest, text);
      EXPECT_EQ(rest.find('\x1b'), std::string::npos);
    }
  }
}

TEST(Svg, HasTheSizeOfThePictureAndEveryText) {
  const Picture picture{10, {{{"one ", Tone::Strong}, {"two", Tone::DownBand}}, {}}};
  const std::string light = svg(picture, Theme::Light);
  EXPECT_NE(light.find("width=\"118\" height=\"70\""), std::string::npos) << light;
  EXPECT_NE(light.find(">one</text>"), std::string::npos) << light;
  EXPECT_NE(light.find("textLength=\"27\" fill=\"#ffffff\" font-weight=\"bold\">two</text>"),
            std::string::npos)
      << light;
  EXPECT_NE(light.find("<rect x=\"50\" y=\"14\" width=\"27\" height=\"21\" fill=\"#a1262d\"/>"),
            std::string::npos)
      << light;
  EXPECT_NE(svg(picture, Theme::Dark), light);
}

TEST(Svg, TextsCannotAddElements) {
  const std::string text = plain(everything(), 10'000);
  const std::string out = svg({400, {{{text, Tone::Plain}}}}, Theme::Dark);
  EXPECT_EQ(out.find("<script"), std::string::npos);
  EXPECT_NE(out.find("&lt;script&gt;&amp;amp;&lt;/text&gt;&quot;'"), std::string::npos);
  std::size_t elements = 0;
  for (const char c : out) elements += c == '<' ? 1 : 0;
  EXPECT_EQ(elements, 5U);  // svg, its end, the background, the text and its end
  // XML has no control characters but these.
  for (const char c : out) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n');
}

}  // namespace
}  // namespace kiosk
