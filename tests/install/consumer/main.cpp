// Uses the engine from installed headers only: when told to connect, it requests a link.
#include <cstdio>
#include <variant>

#include "oread/dialects.hpp"
#include "oread/engine.hpp"

int main() {
  oread::PusherOptions where;
  where.key = "key";
  where.host = "localhost";
  oread::Engine engine(oread::Options{}, oread::make_pusher(where));
  const oread::Effects effects = engine.handle(oread::in::Connect{}, oread::Time{});
  for (const oread::Effect& effect : effects) {
    if (std::holds_alternative<oread::effect::OpenLink>(effect)) return 0;
  }
  std::fputs("the engine did not ask for a link\n", stderr);
  return 1;
}
