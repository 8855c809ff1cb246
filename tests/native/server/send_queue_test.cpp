// The queues of all clients, and the limit that they share.
#include "server/send_queue.hpp"

#include <gtest/gtest.h>

namespace oread::server {
namespace {

broker::SharedText text(std::size_t bytes, char c = 'x') {
  return std::make_shared<const std::string>(bytes, c);
}

TEST(SendQueue, Gives_texts_back_in_order_and_counts_their_bytes) {
  QueueBudget budget(100, [] { return false; });
  SendQueue queue(budget);
  EXPECT_TRUE(queue.empty());
  queue.push(text(3, 'a'));
  queue.push(text(4, 'b'));
  EXPECT_EQ(queue.size(), 2U);
  EXPECT_EQ(queue.bytes(), 7U);
  EXPECT_EQ(*queue.pop(), "aaa");
  EXPECT_EQ(queue.bytes(), 4U);
  EXPECT_EQ(*queue.pop(), "bbbb");
  EXPECT_TRUE(queue.empty());
}

TEST(QueueBudget, Over_the_limit_a_queue_is_emptied_until_the_rest_fits) {
  SendQueue* slow = nullptr;
  int emptied = 0;
  QueueBudget budget(10, [&] {
    if (slow == nullptr || slow->empty()) return false;
    ++emptied;
    slow->clear();
    return true;
  });
  SendQueue first(budget);
  SendQueue second(budget);
  slow = &first;
  first.push(text(6));
  second.push(text(4));
  EXPECT_EQ(emptied, 0);
  second.push(text(1));
  EXPECT_EQ(emptied, 1);
  EXPECT_TRUE(first.empty());
  EXPECT_EQ(second.bytes(), 5U);
}

TEST(QueueBudget, A_text_counts_once_however_many_clients_wait_for_it) {
  int asked = 0;
  QueueBudget budget(10, [&] {
    ++asked;
    return false;
  });
  const broker::SharedText shared = text(10);
  SendQueue first(budget);
  SendQueue second(budget);
  first.push(shared);
  second.push(shared);
  first.push(shared);
  EXPECT_EQ(asked, 0);
  first.clear();
  second.push(text(1));
  EXPECT_EQ(asked, 1);
  second.clear();
  second.push(text(10));
  EXPECT_EQ(asked, 1);
}

TEST(QueueBudget, A_text_is_accepted_even_if_there_is_no_room) {
  QueueBudget budget(1, [] { return false; });
  SendQueue queue(budget);
  queue.push(text(50));
  EXPECT_EQ(queue.bytes(), 50U);
}

TEST(QueueBudget, A_destroyed_queue_returns_its_bytes) {
  int asked = 0;
  QueueBudget budget(10, [&] {
    ++asked;
    return false;
  });
  { SendQueue(budget).push(text(10)); }
  SendQueue other(budget);
  other.push(text(10));
  EXPECT_EQ(asked, 0);
}

}  // namespace
}  // namespace oread::server
