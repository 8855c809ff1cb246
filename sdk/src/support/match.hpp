// One lambda per alternative of a variant, for `std::visit`; if one is missing, it does not
// compile.
#pragma once

namespace oread {

template <class... Fs>
struct Match : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Match(Fs...) -> Match<Fs...>;

}  // namespace oread
