// Named steps about encrypted events.
#include <sodium.h>

#include <array>

#include "conform/client/client_named.hpp"
#include "conform/client/client_run.hpp"
#include "secret_box.hpp"

namespace oread::conform {
namespace {

std::string base64(const std::string& bytes) {
  std::string out(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();  // The final zero.
  return out;
}

std::string from_base64(const std::string& text) {
  std::string out(text.size(), '\0');
  std::size_t size = 0;
  sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(),
                    text.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL);
  out.resize(size);
  return out;
}

/// The data of an encrypted event. The nonce is made from the text, which a test may do.
std::string box(const std::string& plain, const std::string& key, bool damage) {
  if (!native::prepare_secret_box()) ClientRun::give_up("libsodium cannot be used");
  const std::string secret = from_base64(key);
  if (secret.size() != crypto_secretbox_KEYBYTES) ClientRun::give_up("the key has a wrong size");
  std::array<unsigned char, crypto_secretbox_NONCEBYTES> nonce{};
  crypto_generichash(nonce.data(), nonce.size(),
                     reinterpret_cast<const unsigned char*>(plain.data()), plain.size(), nullptr,
                     0);
  std::string sealed(plain.size() + crypto_secretbox_MACBYTES, '\0');
  crypto_secretbox_easy(reinterpret_cast<unsigned char*>(sealed.data()),
                        reinterpret_cast<const unsigned char*>(plain.data()), plain.size(),
                        nonce.data(), reinterpret_cast<const unsigned char*>(secret.data()));
  if (damage) sealed.back() = static_cast<char>(sealed.back() ^ 1);
  return json_text(
      Json{{"nonce", base64({nonce.begin(), nonce.end()})}, {"ciphertext", base64(sealed)}});
}

void send_sealed(ClientRun& run, const Json& step, const std::string& event,
                 const std::string& plain) {
  const std::string data = box(plain, plain_text(step["key"]), step.value("damage", false));
  const Json frame = {{"event", event},
                      {"channel", step["channel"]},
                      {"data", step.value("as_object", false) ? Json::parse(data) : Json(data)}};
  run.send("S", {1, json_text(frame), true, 0, false});
}

/// Sends `plain` as the encrypted event "news".
void seal(ClientRun& run, const Json& step) {
  send_sealed(run, step, "news", plain_text(step["plain"]));
}

/// Sends `count` encrypted events "n" with {"n": 0}, {"n": 1}…
void seal_many(ClientRun& run, const Json& step) {
  for (int i = 0; i < step.value("count", 10); ++i) {
    send_sealed(run, step, "n", json_text(Json{{"n", i}}));
  }
}

}  // namespace

NamedClientSteps client_named_boxes() {
  return {{"seal", seal}, {"seal_many", seal_many}};
}

}  // namespace oread::conform
