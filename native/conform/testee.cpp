#include "conform/testee.hpp"

namespace oread::conform {

void add_other_app(Testee& testee, const std::string& name, const TestApp& app) {
  testee.facts[name + "_app"] = app.id;
  testee.facts[name + "_id"] = app.id;
  testee.facts[name + "_key"] = app.key;
  testee.facts[name + "_secret"] = app.secret;
}

}  // namespace oread::conform
