// What both fuzzers over sockets share: setup, failure, and running the loop.
#pragma once

#include "oread/native/loop.hpp"

namespace oread::fuzz {

/// Ends the program, so that libFuzzer keeps the input.
[[noreturn]] void fail(const char* what);

/// Runs the loop `rounds` times without waiting.
void go_round(native::Loop& loop, unsigned rounds);

}  // namespace oread::fuzz
