// Several links, or a place for one.
#include "link/links.hpp"

#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "support/toy/toy.hpp"

namespace oread::test {
namespace {

using Ids = std::vector<std::uint32_t>;

template <class T>
Ids ids(T& links) {
  Ids found;
  links.each([&found](const Link& link) { found.push_back(link.id().value); });
  return found;
}

TEST(Links, One_that_has_ended_stays_until_the_end_of_the_step) {
  const auto toy = make_toy({});
  Step step;  // Links that have not opened emit nothing when they are closed.
  SeveralLinks links;
  links.add(LinkId{1}, *toy).close(step);
  links.add(LinkId{2}, *toy);
  links.add(LinkId{3}, *toy).close(step);
  EXPECT_EQ(ids(links), (Ids{1, 2, 3}));
  links.sweep();
  EXPECT_EQ(ids(links), Ids{2});
}

TEST(Links, A_place_for_one_link_takes_the_next_one) {
  const auto toy = make_toy({});
  Step step;
  OneLink links;
  EXPECT_EQ(ids(links), Ids{0});  // One that has ended.
  links.add(LinkId{1}, *toy).close(step);
  links.add(LinkId{2}, *toy);
  EXPECT_EQ(ids(links), Ids{2});
}

}  // namespace
}  // namespace oread::test
