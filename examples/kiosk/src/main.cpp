// The status board for a terminal: see README.md.
#include <cstdio>
#include <exception>
#include <variant>

#include "kiosk.hpp"
#include "options.hpp"

int main(int argc, char** argv) {
  try {
    auto options = kiosk::parse_options(argc, argv);
    if (const int* code = std::get_if<int>(&options)) return *code;
    return kiosk::Kiosk(std::get<kiosk::Options>(std::move(options))).run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "kiosk: %s\n", error.what());
    return 1;
  }
}
