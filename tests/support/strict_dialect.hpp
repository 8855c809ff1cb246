// A dialect whose strings are overwritten as soon as they need not be valid any more, so that a
// test fails if the engine uses one later than session.hpp and dialect.hpp say.
#pragma once

#include <memory>

#include "oread/dialect.hpp"

namespace oread::test {

/// Does what `dialect` does.
std::unique_ptr<Dialect> strict(std::unique_ptr<Dialect> dialect);

}  // namespace oread::test
