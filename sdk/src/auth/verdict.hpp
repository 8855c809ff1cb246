// What an HTTP answer of the auth endpoint means.
#pragma once

#include "oread/error.hpp"
#include "oread/input.hpp"

namespace oread {

/// `Errc::None` for an answer whose body may be a grant; otherwise the failure. See docstrings of
/// `Errc`.
Error judge(const in::AuthAnswered& answer, std::uint32_t most_bytes);

/// Worth another try: the endpoint was busy, broken or out of reach, but has not said no.
inline bool is_passing(Errc code) {
  return code == Errc::AuthServer || code == Errc::AuthNetwork || code == Errc::Timeout;
}

}  // namespace oread
