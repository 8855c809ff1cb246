// One GoogleTest for each case, named after its id.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "conform/catalogue.hpp"
#include "conform/outcome.hpp"

namespace oread::conform {

/// PASS or INFO; or the verdict that `choices` of testees/FILE gives for this case, with a reason.
void expect_fine(const Case& about, const Outcome& outcome, const std::string& file);

/// "SS-05/presence" becomes the test SS_05.presence, and "SS-01" the test SS_01.TESTEE; `suffix` is
/// added to the first, if there are several testees.
void register_case(const Case& about, const std::string& testee,
                   const std::function<testing::Test*()>& make, const std::string& suffix = {});

/// Registers a case about clients against our engine.
void register_client_case(const Catalogue& catalogue, const Case& about);

}  // namespace oread::conform
