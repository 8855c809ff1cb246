// Our own engine in this process, in virtual time, as a client under test.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "conform/client/stage.hpp"

namespace oread::conform {

/// Makes the client wrong, to find out whether the cases notice. It stands between the engine and
/// everything else; by default, everything passes unchanged.
struct ClientTamper {
  using Texts = std::vector<std::string>;
  std::function<Texts(const std::string&)> received = {};    ///< What the engine reads.
  std::function<Texts(const std::string&)> sent = {};        ///< What the server reads.
  std::function<std::uint16_t(std::uint16_t)> closing = {};  ///< The close code that it sees.
  std::function<std::vector<Json>(Json)> reported = {};      ///< What the app is told.
  std::function<std::vector<Json>(Json)> told = {};          ///< What the app asked for.
  std::function<int(int, std::string&)> answered = {};  ///< Status and body of the auth endpoint.
  std::function<void(std::string& url)> opening = {};
  std::function<void(Question&)> asked = {};
};

/// `tamper` may be null; otherwise it must outlive the stage.
std::unique_ptr<Stage> make_engine_stage(const ClientTamper* tamper = nullptr);

}  // namespace oread::conform
