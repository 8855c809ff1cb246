// Encrypted channels: code first, order kept, keys renewed with restraint.
#include "channel/sealed.hpp"

#include <string>

#include <gtest/gtest.h>

#include "support/script.hpp"

namespace oread::test {
namespace {

constexpr const char* kVault = "private-encrypted-vault";
constexpr const char* kOldKey = R"({"auth":"k:s","shared_secret":"b2xk"})";
constexpr const char* kNewKey = R"({"auth":"k:s","shared_secret":"bmV3"})";

std::string box(const char* nonce) {
  return frame("Secret", {{"nonce", nonce}, {"ciphertext", "Yw=="}}, kVault);
}

in::Decrypted opened(std::uint32_t request, bool ok) {
  return {RequestId{request}, ok, ok ? "\"open\"" : ""};
}

/// A script that has just subscribed to the vault with the old key.
Script& in_vault(Script& script) {
  return script.connected()
      .give(in::Subscribe{kVault, {}})
      .give(in::DecryptionReady{true})
      .grant(kOldKey)
      .hear(acked(kVault))
      .whatever();
}

TEST(Sealed, A_channel_is_asked_for_only_once_the_code_is_there) {
  Script()
      .connected()
      .give(in::Subscribe{kVault, {}})
      .causes({"channel-changed private-encrypted-vault", "load-decryption",
               "channel-changed private-encrypted-vault preparing"})
      .pass(seconds(3))
      .causes({})
      .give(in::DecryptionReady{true})
      .causes({"channel-changed private-encrypted-vault authorizing", "authorize 1 *"})
      .grant(R"({"auth":"k:s"})")
      .causes({"channel-changed private-encrypted-vault failed",
               "subscribe-failed private-encrypted-vault auth-bad-response 200 no shared_secret"});
}

TEST(Sealed, Without_the_code_the_channel_fails_and_can_be_asked_for_again) {
  Script()
      .connected()
      .give(in::Subscribe{kVault, {}})
      .whatever()
      .give(in::DecryptionReady{false})
      .causes({"channel-changed private-encrypted-vault failed",
               "subscribe-failed private-encrypted-vault decrypt-failed"})
      .give(in::Subscribe{kVault, {}})
      .causes({"load-decryption", "channel-changed private-encrypted-vault preparing"})
      .give(in::DecryptionReady{true})
      .causes({"channel-changed private-encrypted-vault authorizing", "authorize 1 *"});
}

TEST(Sealed, Events_are_opened_one_by_one_and_keep_their_order) {
  Script script;
  in_vault(script)
      .hear(box("MQ=="))
      .causes({"decrypt 1 b2xk MQ== Yw=="})
      .hear(box("Mg=="))
      .causes({})
      .give(opened(2, true))
      .causes({})
      .give(opened(1, true))
      .causes({"message private-encrypted-vault Secret \"open\"", "decrypt 2 b2xk Mg== Yw=="})
      .give(opened(2, true))
      .causes({"message private-encrypted-vault Secret \"open\""});
}

TEST(Sealed, A_new_key_is_asked_for_once_and_the_old_one_still_opens_stragglers) {
  Script script;
  in_vault(script)
      .hear(box("MQ=="))
      .give(opened(1, false))
      .causes({"decrypt 1 *", "authorize 2 private-encrypted-vault 1.1"})
      .grant(kNewKey)
      .causes({"decrypt 2 bmV3 MQ== Yw=="})
      .give(opened(2, true))
      .causes({"message *"})
      .hear(box("Mg=="))
      .give(opened(3, false))
      .causes({"decrypt 3 bmV3 *", "decrypt 4 b2xk *"})
      .give(opened(4, true))
      .causes({"message *"});
}

TEST(Sealed, What_no_key_opens_is_reported_and_does_not_hammer_the_endpoint) {
  Script script;
  in_vault(script)
      .hear(box("MQ=="))
      .give(opened(1, false))
      .grant(kOldKey)
      .give(opened(2, false))
      .causes({"decrypt 1 *", "authorize 2 *", "decrypt 2 b2xk *",
               "connection-error decrypt-failed private-encrypted-vault"})
      .hear(box("Mg=="))
      .give(opened(3, false))
      .causes({"decrypt 3 *", "connection-error decrypt-failed private-encrypted-vault"});
}

TEST(Sealed, A_refused_key_leaves_the_subscription_alone) {
  Script script;
  in_vault(script)
      .hear(box("MQ=="))
      .give(opened(1, false))
      .whatever()
      .give(in::AuthAnswered{RequestId{2}, 403, false, 0, {}})
      .causes({"connection-error decrypt-failed private-encrypted-vault"})
      .hear(box("Mg=="))
      .causes({"decrypt 2 b2xk Mg== Yw=="});
}

TEST(Sealed, No_more_wait_than_may) {
  Options options;
  options.limits.sealed = 2;
  Script script(options);
  in_vault(script)
      .hear(box("MQ=="))
      .hear(box("Mg=="))
      .whatever()
      .hear(box("Mw=="))
      .causes({"connection-error too-large private-encrypted-vault"})
      .hear(frame("Secret", "plain", kVault))
      .causes({"connection-error decrypt-failed private-encrypted-vault"});
}

}  // namespace
}  // namespace oread::test
