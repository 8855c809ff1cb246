// Makes the dialect that a server's options belong to.
#include "oread/dialects.hpp"

#ifndef OREAD_LEAN
namespace oread {

namespace {

std::unique_ptr<Dialect> make(const PusherOptions& options) {
  return make_pusher(options);
}

std::unique_ptr<Dialect> make(const SocketIoOptions& options) {
  return make_socketio(options);
}

}  // namespace

std::optional<Error> check(const DialectOptions& options) {
  return std::visit([](const auto& one) { return check(one); }, options);
}

std::unique_ptr<Dialect> make_dialect(const DialectOptions& options) {
  return std::visit([](const auto& one) { return make(one); }, options);
}

}  // namespace oread
#endif
