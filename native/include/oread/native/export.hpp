// Marks what liboread shows to the outside when it is built as a shared library.
#pragma once

#define OREAD_NATIVE_API __attribute__((visibility("default")))
