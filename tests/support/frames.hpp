// Stores the frames that a dialect emits.
#pragma once

#include <vector>

#include "oread/dialect.hpp"

namespace oread::test {

class Frames final : public FrameSink {
 public:
  void take(Frame& frame) override { all.push_back(frame); }

  std::vector<Frame> all;  ///< Their views are valid until the dialect decodes again.
};

}  // namespace oread::test
