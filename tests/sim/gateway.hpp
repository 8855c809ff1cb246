// The door between an engine's links and the network: it carries out the effects about links, and
// gives the engine what arrives for them.
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
