#include "pusher_peer.hpp"

#include <sodium.h>

namespace oread::test {
namespace {

std::string base64(const std::string& bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();
  return text;
}

}  // namespace

void greet(PeerConnection& client) {
  client.upgrade();
  client.send_text(
      R"({"event":"pusher:connection_established","data":"{\"socket_id\":\"1.1\",\"activity_timeout\":120}"})");
}

std::string acknowledge(PeerConnection& client, const std::string& channel) {
  std::string message;
  do {
    message = client.read_beyond_pings();
  } while (message != "end" && (message.find("pusher:subscribe") == std::string::npos ||
                                message.find(channel) == std::string::npos));
  client.send_text(R"({"event":"pusher_internal:subscription_succeeded","channel":")" + channel +
                   R"(","data":"{}"})");
  return message;
}

std::string sealed_event(const std::string& channel, const std::string& event,
                         const std::string& plain) {
  const std::string key(crypto_secretbox_KEYBYTES, 'k');
  const std::string nonce(crypto_secretbox_NONCEBYTES, 'n');
  std::string box(plain.size() + crypto_secretbox_MACBYTES, '\0');
  crypto_secretbox_easy(reinterpret_cast<unsigned char*>(box.data()),
                        reinterpret_cast<const unsigned char*>(plain.data()), plain.size(),
                        reinterpret_cast<const unsigned char*>(nonce.data()),
                        reinterpret_cast<const unsigned char*>(key.data()));
  return R"({"event":")" + event + R"(","channel":")" + channel + R"(","data":"{\"nonce\":\")" +
         base64(nonce) + R"(\",\"ciphertext\":\")" + base64(box) + R"(\"}"})";
}

}  // namespace oread::test
