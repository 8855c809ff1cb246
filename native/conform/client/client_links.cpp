// Named steps about what is below messages: TLS and compression.
#include <zlib.h>

#include <stdexcept>

#include "conform/client/client_named.hpp"
#include "conform/client/client_run.hpp"
#include "conform/client/client_steps.hpp"
#include "conform/upgrade.hpp"

namespace oread::conform {
namespace {

constexpr std::size_t kBombBytes = std::size_t{1024} * 1024 * 1024;
constexpr std::uint64_t kMemoryMost = std::uint64_t{400} * 1024 * 1024;
constexpr Millis kAfterBomb{8000};

/// The client has begun S with TLS; it must not go on with a certificate that nobody has signed.
/// Without sockets, TLS is not the client's business.
void refuses_certificate(ClientRun& run, const Json& /*step*/) {
  if (run.stage().is_virtual()) return;
  if (header_in(run.line("S").head, "X-Certificate") != "refused") {
    run.miss("the client accepts a certificate that nobody has signed");
  }
}

/// A message of this many spaces, as permessage-deflate writes it.
std::string deflated_spaces(std::size_t bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib cannot be used");
  }
  std::string chunk(std::size_t{1024} * 1024, ' ');
  std::string packed(chunk.size(), '\0');
  std::string out;
  for (std::size_t done = 0; done < bytes; done += chunk.size()) {
    stream.next_in = reinterpret_cast<Bytef*>(chunk.data());
    stream.avail_in = static_cast<uInt>(chunk.size());
    do {
      stream.next_out = reinterpret_cast<Bytef*>(packed.data());
      stream.avail_out = static_cast<uInt>(packed.size());
      deflate(&stream, done + chunk.size() >= bytes ? Z_SYNC_FLUSH : Z_NO_FLUSH);
      out.append(packed, 0, packed.size() - stream.avail_out);
    } while (stream.avail_out == 0);
  }
  deflateEnd(&stream);
  // RFC 7692, 7.2.1: the empty block at the end is left out.
  return out.substr(0, out.size() - 4);
}

/// Compression that the client offers is accepted, and then it gets a message of a gigabyte in a
/// megabyte.
void deflate_bomb(ClientRun& run, const Json& /*step*/) {
  perform(run, {{"client", "new"}});
  perform(run, {{"client", "connect"}});
  if (!run.take_connection("S", run.stage().now() + kWithin)) {
    ClientRun::give_up("the client does not connect");
  }
  const std::string offer = header_in(run.line("S").head, "Sec-WebSocket-Extensions");
  if (offer.find("permessage-deflate") == std::string::npos) {
    run.accept("S");
    perform(run, {{"greet", "S"}});
    return run.note("the client does not offer compression");
  }
  run.accept("S", "Sec-WebSocket-Extensions: permessage-deflate\r\n");
  perform(run, {{"greet", "S"}});
  const auto before = run.stage().usage();
  RawFrame bomb{1, deflated_spaces(kBombBytes), true, 4, false};
  run.send("S", bomb);
  std::uint64_t most = 0;
  const Time until = run.stage().now() + kAfterBomb;
  while (run.is_open("S") && !run.is_dead() && run.stage().now() < until) {
    run.wait(Millis(100));
    if (const auto usage = run.stage().usage()) most = std::max(most, usage->memory);
  }
  if (before && most > before->memory + kMemoryMost) {
    return run.miss("the client needs " + std::to_string((most - before->memory) >> 20U) +
                    " MiB for a message of " + std::to_string(bomb.payload.size()) + " bytes");
  }
  if (run.is_open("S")) perform(run, {{"serves", "S"}});
}

}  // namespace

NamedClientSteps client_named_links() {
  return {{"refuses_certificate", refuses_certificate}, {"deflate_bomb", deflate_bomb}};
}

}  // namespace oread::conform
