#include "auth/verdict.hpp"

namespace oread {

Error judge(const in::AuthAnswered& answer, std::uint32_t most_bytes) {
  const std::uint16_t status = answer.status;
  // A redirect leads to a login page: the request was not recognised as one for JSON, or the
  // session is gone.
  if (answer.redirected || (status >= 300 && status < 400))
    return {Errc::AuthBadResponse, status, "redirected"};
  if (status >= 200 && status < 300) {
    if (answer.body.size() > most_bytes) return {Errc::AuthBadResponse, status, "too large"};
    return {};
  }
  // 419 is Laravel's "page expired": the CSRF token has changed.
  if (status == 401 || status == 419) return {Errc::AuthExpired, status, {}};
  if (status == 408 || status == 429 || status >= 500) return {Errc::AuthServer, status, {}};
  return {Errc::AuthDenied, status, {}};
}

}  // namespace oread
