// Marks the symbols that liboread exports as a shared library.
#pragma once

#define OREAD_NATIVE_API __attribute__((visibility("default")))
