// Names every alternative of a variant in one `std::visit`; a missing one does not compile.
#pragma once

namespace oread {

template <class... Fs>
struct Match : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Match(Fs...) -> Match<Fs...>;

}  // namespace oread
