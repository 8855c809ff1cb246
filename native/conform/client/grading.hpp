// A run of the cases about clients against one client.
#pragma once

#include <functional>
#include <memory>

#include "conform/client/stage.hpp"
#include "conform/run.hpp"

namespace oread::conform {

/// Makes the place where a client plays; each is used by one thread at a time.
using StageMaker = std::function<std::unique_ptr<Stage>()>;

class ClientGrading {
 public:
  ClientGrading(const Catalogue& catalogue, StageMaker maker, RunOptions options);

  /// `name` for reports; that of the driver if it is empty. Error: LinkFailed if the driver cannot
  /// be used at all.
  Result<RunResult> run(const std::string& name, const Progress& progress);

  /// The first connection, and what the driver says that the client can. `name` as above. Error:
  /// LinkFailed.
  std::optional<Error> meet(Stage& stage, const std::string& name);
  /// Why the client that was met cannot play this case; nothing if it can.
  [[nodiscard]] std::optional<std::string> reason_to_skip(const Case& about) const;
  /// One case alone.
  Outcome run_case(const Case& about, Stage& stage);

 private:
  void finish(std::size_t index, Outcome outcome, bool counts);

  const Catalogue& catalogue_;
  StageMaker maker_;
  RunOptions options_;
  std::atomic<int> runs_{0};
  std::mutex mutex_;
  Progress progress_;
  std::size_t done_ = 0;
  RunResult result_;
};

}  // namespace oread::conform
