#include "auth/verdict.hpp"

namespace oread {

Errc judge(std::uint16_t status) {
  if (status >= 200 && status < 300) return Errc::None;
  // A redirect leads to a login page: the request was not recognised as one for JSON, or the
  // session is gone.
  if (status >= 300 && status < 400) return Errc::AuthBadResponse;
  // 419 is Laravel's "page expired": the CSRF token has changed.
  if (status == 401 || status == 419) return Errc::AuthExpired;
  if (status == 408 || status == 429 || status >= 500) return Errc::AuthServer;
  return Errc::AuthDenied;
}

Error judge(const in::AuthAnswered& answer, std::uint32_t most_bytes) {
  Errc code = answer.redirected ? Errc::AuthBadResponse : judge(answer.status);
  View why;
  if (code == Errc::AuthBadResponse) {
    why = "redirected: not signed in, or the wrong endpoint";
  } else if (code == Errc::None && answer.body.size() > most_bytes) {
    code = Errc::AuthBadResponse;
    why = "too large";
  }
  return {code, answer.status, Text(why)};
}

}  // namespace oread
