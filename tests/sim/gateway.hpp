// Connects an engine's links to the network: carries out the effects about links, and passes the
// data that arrives on them to the engine.
#pragma once

#include "network.hpp"
#include "oread/effect.hpp"

namespace oread::sim {

class Gateway : public ClientEnd {
 public:
  virtual void carry_out(const effect::OpenLink& effect) = 0;
  virtual void carry_out(const effect::SendText& effect) = 0;
  virtual void carry_out(const effect::SendRequest& effect) = 0;
  virtual void carry_out(const effect::CloseLink& effect) = 0;
};

}  // namespace oread::sim
