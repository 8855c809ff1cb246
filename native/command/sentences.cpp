#include "sentences.hpp"

#include "close_codes.hpp"
#include "oread/native/describe.hpp"
#include "terminal.hpp"

namespace oread::command {
namespace {

// The command-line option that is related to the error.
std::string_view option(const Error& error) {
  const std::string_view text = error.text;
  if (text.find("certificate is not trusted") != std::string_view::npos) return "--ca";
  switch (error.code) {
    case Errc::AuthDenied: return "--header, --auth-endpoint";
    case Errc::AuthExpired: return "--header 'Authorization: Bearer …'";
    case Errc::AuthNetwork:
    case Errc::AuthBadResponse: return "--auth-endpoint";
    default: break;
  }
  for (const native::When when : {native::When::Connecting, native::When::Connected}) {
    if (const auto* code = native::close_code(error.status, when)) return code->option;
  }
  return {};
}

}  // namespace

std::string sentence(const Error& error) {
  std::string out = safe(native::describe(error));
  const std::string_view which = option(error);
  if (!which.empty()) out.append(" (").append(which).append(")");
  return out;
}

}  // namespace oread::command
