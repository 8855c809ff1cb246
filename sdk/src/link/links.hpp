// All links of a connection.
#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>

#include "link/link.hpp"

namespace oread {

/// Several links: one that is live, and others that are being opened. Those that have ended stay
/// until `sweep`: a frame of theirs may be being read.
class SeveralLinks {
 public:
  Link& add(LinkId id, Dialect& dialect) {
    Link& link = *links_.emplace_back(std::make_unique<Link>());
    link.begin(id, dialect);
    return link;
  }
  /// Calls `visit` with each link, also with one that has ended.
  template <class Visit>
  void each(Visit visit) const {
    for (const auto& link : links_) visit(*link);
  }
  void sweep() {
    for (std::size_t i = links_.size(); i-- > 0;) {
      if (links_[i]->has_ended()) links_.erase(links_.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

 private:
  List<std::unique_ptr<Link>> links_;
};

/// One link at a time. A new one takes the place of one that has ended, never while a frame is
/// being read.
class OneLink {
 public:
  Link& add(LinkId id, Dialect& dialect) {
    link_.begin(id, dialect);
    return link_;
  }
  template <class Visit>
  void each(Visit visit) {
    visit(link_);
  }
  template <class Visit>
  void each(Visit visit) const {
    visit(link_);
  }
  void sweep() {}

 private:
  Link link_;
};

using Links = std::conditional_t<kUses.several_links, SeveralLinks, OneLink>;

}  // namespace oread
