// The containers of the Wasm build: the same tests that std::string and std::vector would pass.
#include "oread/lean/types.hpp"

#include <memory>
#include <string>

#include <gtest/gtest.h>

namespace oread::lean {
namespace {

std::string text_of(const String& text) {
  return text.empty() ? std::string() : std::string(text.data(), text.size());
}

TEST(LeanString, Grows_and_keeps_what_it_holds) {
  String text;
  std::string same;
  for (int i = 0; i < 1000; ++i) {
    text.push_back(static_cast<char>('a' + i % 26));
    same.push_back(static_cast<char>('a' + i % 26));
    text.append("xy");
    same.append("xy");
  }
  EXPECT_EQ(text_of(text), same);
  EXPECT_EQ(text.back(), 'y');
  text.pop_back();
  EXPECT_EQ(text.back(), 'x');
  EXPECT_EQ(text.size(), same.size() - 1);
}

TEST(LeanString, Copies_are_its_own_and_moves_leave_something_usable) {
  String first("one");
  String copy = first;
  first += 'x';
  EXPECT_EQ(text_of(copy), "one");
  String moved = std::move(first);
  EXPECT_EQ(text_of(moved), "onex");
  copy = moved;
  EXPECT_EQ(text_of(copy), "onex");
  moved = String("other");
  EXPECT_EQ(text_of(moved), "other");
}

TEST(LeanString, Takes_a_part_of_itself) {
  String text("abcdef");
  text.assign(std::string_view(text.data() + 2, 3));
  EXPECT_EQ(text_of(text), "cde");
}

TEST(LeanString, Empty_texts_are_equal_and_can_be_searched) {
  const String empty;
  String cleared("text");
  cleared.clear();
  EXPECT_TRUE(View(empty) == View(cleared));
  EXPECT_TRUE(empty.empty());
  EXPECT_EQ(empty.find('a'), String::npos);
  EXPECT_EQ(String("text").find('x'), 2U);
  EXPECT_FALSE(View("a") == View("b"));
  EXPECT_FALSE(View("a") == View("ab"));
}

TEST(LeanString, Resizes_and_swaps) {
  String text("abc");
  text.resize(2);
  EXPECT_EQ(text_of(text), "ab");
  text.reserve(100);
  EXPECT_GE(text.capacity(), 100U);
  EXPECT_EQ(text_of(text), "ab");
  String other("z");
  text.swap(other);
  EXPECT_EQ(text_of(text), "z");
  EXPECT_EQ(text_of(other), "ab");
}

TEST(LeanView, Is_cut_and_searched_like_a_string_view) {
  View view("channel-name");
  EXPECT_TRUE(view.substr(0, 7) == View("channel"));
  EXPECT_TRUE(view.substr(8) == View("name"));
  EXPECT_TRUE(view.substr(8, 100) == View("name"));
  EXPECT_EQ(view.find(View("name")), 8U);
  EXPECT_EQ(view.find(View("nothing")), View::npos);
  EXPECT_EQ(view.find('-'), 7U);
  view.remove_prefix(8);
  EXPECT_TRUE(view == View("name"));
  EXPECT_EQ(View().find('a'), View::npos);
  EXPECT_TRUE(View() == View(""));
}

/// Counts live objects, so that each is destroyed exactly once.
struct Counted {
  explicit Counted(int its_number = 0) : number(its_number), alive(std::make_shared<int>()) {}
  int number;
  std::shared_ptr<int> alive;
};

TEST(LeanList, Moves_elements_by_their_bytes_and_destroys_each_once) {
  std::weak_ptr<int> first;
  {
    List<Counted> list;
    for (int i = 0; i < 100; ++i) list.push_back(Counted(i));
    first = list.front().alive;
    EXPECT_EQ(list.front().alive.use_count(), 1);
    for (int i = 0; i < 100; ++i) EXPECT_EQ(list[static_cast<std::size_t>(i)].number, i);
    EXPECT_FALSE(first.expired());
  }
  EXPECT_TRUE(first.expired());
}

TEST(LeanList, Erases_anywhere) {
  List<Counted> list;
  for (int i = 0; i < 4; ++i) list.push_back(Counted(i));
  const std::weak_ptr<int> gone = list[1].alive;
  list.erase(list.begin() + 1, list.begin() + 3);
  EXPECT_TRUE(gone.expired());
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list.front().number, 0);
  EXPECT_EQ(list.back().number, 3);
  list.erase(list.begin());
  list.pop_back();
  EXPECT_TRUE(list.empty());
  list.clear();
}

TEST(LeanList, Is_assigned_moved_and_compared) {
  List<unsigned> list;
  list.assign(5, 7);
  EXPECT_EQ(list.size(), 5U);
  EXPECT_EQ(list.back(), 7U);
  List<unsigned> moved = std::move(list);
  EXPECT_EQ(moved.size(), 5U);
  List<unsigned> other;
  EXPECT_FALSE(moved == other);
  other.assign(5, 7);
  EXPECT_TRUE(moved == other);
  other.emplace_back() = 9;
  EXPECT_FALSE(moved == other);
  other.assign(2, 0);
  EXPECT_EQ(other.size(), 2U);
}

}  // namespace
}  // namespace oread::lean
