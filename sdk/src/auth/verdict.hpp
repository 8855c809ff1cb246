// What an HTTP answer of the auth endpoint means.
#pragma once

#include "oread/error.hpp"
#include "oread/input.hpp"

namespace oread {

/// What an HTTP status says about a signature that was asked for; `Errc::None` for one of success.
Errc judge(std::uint16_t status);

/// `Errc::None` for an answer whose body may be a grant; otherwise the failure, as the docstrings
/// of `Errc` tell them apart. `most_bytes` bounds the body.
Error judge(const in::AuthAnswered& answer, std::uint32_t most_bytes);

}  // namespace oread
