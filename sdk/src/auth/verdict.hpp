// What an HTTP answer of the auth endpoint means.
#pragma once

#include "oread/error.hpp"
#include "oread/input.hpp"

namespace oread {

/// `Errc::None` for an answer whose body may be a grant; otherwise the failure, as the docstrings
/// of `Errc` tell them apart. `most_bytes` bounds the body.
Error judge(const in::AuthAnswered& answer, std::uint32_t most_bytes);

}  // namespace oread
