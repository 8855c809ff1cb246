#include "conform/inflater.hpp"

#include <zlib.h>

#include <array>

namespace oread::conform {
namespace {

constexpr int kRawWindow = -15;

}  // namespace

struct Inflater::Stream {
  z_stream state{};
};

Inflater::Inflater() : stream_(std::make_unique<Stream>()) {
  if (inflateInit2(&stream_->state, kRawWindow) != Z_OK) stream_.reset();
}

Inflater::~Inflater() {
  if (stream_) inflateEnd(&stream_->state);
}

std::optional<std::string> Inflater::inflate(std::string packed, std::size_t most) {
  if (!stream_) return std::nullopt;
  // The empty block that senders leave out.
  packed.append("\0\0\xff\xff", 4);
  z_stream& state = stream_->state;
  state.next_in = reinterpret_cast<Bytef*>(packed.data());
  state.avail_in = static_cast<uInt>(packed.size());
  std::string out;
  std::array<char, 65536> buffer{};
  do {
    state.next_out = reinterpret_cast<Bytef*>(buffer.data());
    state.avail_out = static_cast<uInt>(buffer.size());
    const int status = ::inflate(&state, Z_SYNC_FLUSH);
    if (status != Z_OK && status != Z_BUF_ERROR) return std::nullopt;
    out.append(buffer.data(), buffer.size() - state.avail_out);
    if (out.size() > most) return std::nullopt;
  } while (state.avail_out == 0);
  if (state.avail_in != 0) return std::nullopt;
  return out;
}

}  // namespace oread::conform
