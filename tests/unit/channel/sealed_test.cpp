// Encrypted channels: load the code first, keep the order, renew keys with restraint.
#include "channel/sealed.hpp"

#include <string>

#include <gtest/gtest.h>

#include "support/pusher/fixtures.hpp"
#include "support/script.hpp"

namespace oread::test {
namespace {

constexpr const char* kVault = "private-encrypted-vault";

std::string times(std::size_t count, std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

/// A grant whose key starts with these four base64 characters.
std::string key(const char* letters) {
  return R"({"auth":"k:s","shared_secret":")" + times(11, letters).substr(0, 43) + "=\"}";
}
const char* const kOld = "b2xk";
const char* const kNew = "bmV3";

/// An event encrypted with a nonce that starts with these four characters.
std::string box(const char* nonce) {
  return frame("Secret", {{"nonce", times(8, nonce)}, {"ciphertext", times(6, "Y2Nj")}}, kVault);
}

in::Decrypted opened(std::uint32_t request, bool ok) {
  return {RequestId{request}, ok, ok ? "\"open\"" : ""};
}

/// A script that has just subscribed to the vault with the old key.
Script& in_vault(Script& script) {
  return script.connected()
      .give(in::Subscribe{kVault, {}})
      .give(in::DecryptionReady{true})
      .grant(key(kOld))
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

TEST(Sealed, Code_that_does_not_load_is_told_once_and_asked_for_again) {
  Script()
      .connected()
      .give(in::Subscribe{kVault, {}})
      .whatever()
      .give(in::DecryptionReady{false})
      .causes({"channel-changed private-encrypted-vault failed",
               "subscribe-failed private-encrypted-vault load-failed true"})
      .pass(seconds(1))
      .causes({"load-decryption", "channel-changed private-encrypted-vault preparing"})
      .give(in::DecryptionReady{false})
      .causes({"channel-changed private-encrypted-vault failed"})
      .pass(seconds(2))
      .causes({"load-decryption", "channel-changed private-encrypted-vault preparing"})
      .give(in::DecryptionReady{true})
      .causes({"channel-changed private-encrypted-vault authorizing", "authorize 1 *"});
}

TEST(Sealed, Without_the_code_the_channel_can_be_asked_for_at_once) {
  Script()
      .connected()
      .give(in::Subscribe{kVault, {}})
      .whatever()
      .give(in::DecryptionReady{false})
      .causes({"channel-changed private-encrypted-vault failed",
               "subscribe-failed private-encrypted-vault load-failed true"})
      .give(in::Subscribe{kVault, {}})
      .causes({"load-decryption", "channel-changed private-encrypted-vault preparing"})
      .give(in::DecryptionReady{true})
      .causes({"channel-changed private-encrypted-vault authorizing", "authorize 1 *"});
}

TEST(Sealed, Events_are_opened_one_by_one_and_keep_their_order) {
  Script script;
  in_vault(script)
      .hear(box("MTEx"))
      .causes({"decrypt 1 b2xk* MTEx* Y2Nj*"})
      .hear(box("MjIy"))
      .causes({})
      .give(opened(2, true))
      .causes({})
      .give(opened(1, true))
      .causes({"message private-encrypted-vault Secret \"open\"", "decrypt 2 b2xk* MjIy* Y2Nj*"})
      .give(opened(2, true))
      .causes({"message private-encrypted-vault Secret \"open\""});
}

TEST(Sealed, A_new_key_is_asked_for_once_and_the_old_one_still_opens_stragglers) {
  Script script;
  in_vault(script)
      .hear(box("MTEx"))
      .give(opened(1, false))
      .causes({"decrypt 1 *", "authorize 2 private-encrypted-vault 1.1"})
      .grant(key(kNew))
      .causes({"decrypt 2 bmV3* MTEx* Y2Nj*"})
      .give(opened(2, true))
      .causes({"message *"})
      .hear(box("MjIy"))
      .give(opened(3, false))
      .causes({"decrypt 3 bmV3* *", "decrypt 4 b2xk* *"})
      .give(opened(4, true))
      .causes({"message *"});
}

TEST(Sealed, What_no_key_opens_is_reported_and_the_next_request_for_a_key_waits) {
  Script script;
  in_vault(script)
      .hear(box("MTEx"))
      .give(opened(1, false))
      .grant(key(kOld))
      .give(opened(2, false))
      .causes({"decrypt 1 *", "authorize 2 *", "decrypt 2 b2xk* *",
               "connection-error decrypt-failed private-encrypted-vault"})
      .hear(box("MjIy"))
      .give(opened(3, false))
      .causes({"decrypt 3 *"})
      .pass(Options{}.reconnect.initial_delay)
      .causes({"authorize 3 *"});
}

TEST(Sealed, Every_rotation_is_followed_however_soon_it_comes) {
  const char* const keys[] = {"a2V5", "a2V6", "a2V7", "a2V8"};
  Script script;
  in_vault(script);
  std::uint32_t decrypts = 0;
  for (const char* rotated : keys) {
    script.hear(box("MTEx"));
    // The key before the last one is tried as well, once there is one.
    for (int tried = 0; tried < (rotated == keys[0] ? 1 : 2); ++tried) {
      script.give(opened(++decrypts, false));
    }
    script.whatever()
        .grant(key(rotated))
        .give(opened(++decrypts, true))
        .causes({"decrypt *", "message private-encrypted-vault Secret \"open\""})
        .pass(Millis{2500})
        .whatever();
  }
}

TEST(Sealed, What_no_key_opens_before_a_rotation_costs_nothing_of_what_comes_after) {
  Script script;
  in_vault(script)
      .hear(box("MTEx"))
      .give(opened(1, false))
      .grant(key(kOld))
      .give(opened(2, false))
      .whatever()
      .hear(box("MjIy"))
      .hear(box("MzMz"))
      .give(opened(3, false))
      .pass(Options{}.reconnect.initial_delay)
      .grant(key(kNew))
      .whatever()
      .give(opened(4, true))
      .give(opened(5, true))
      .causes({"message *", "decrypt 5 bmV3* MzMz* *", "message *"});
}

TEST(Sealed, A_box_that_came_after_the_request_waits_for_the_key_after_it) {
  Script script;
  in_vault(script)
      .hear(box("MTEx"))
      .give(opened(1, false))
      .hear(box("MjIy"))
      .grant(key(kNew))
      .give(opened(2, true))
      .whatever()
      .give(opened(3, false))
      .give(opened(4, false))
      .causes({"decrypt 4 b2xk* MjIy* *", "authorize 3 *"})
      .grant(key("bmV4"))
      .give(opened(5, true))
      .causes({"decrypt 5 bmV4* MjIy* *", "message *"});
}

TEST(Sealed, What_waits_for_a_key_outlives_the_link) {
  Script script;
  in_vault(script)
      .hear(box("MTEx"))
      .give(opened(1, false))
      .drop()
      .pass(seconds(1))
      .give(in::LinkOpened{LinkId{2}})
      .hear(welcome("2.2"))
      .whatever()
      .grant(key(kNew))
      .causes({"decrypt 2 bmV3* MTEx* *", "channel-changed * subscribing", "send-text *"})
      .give(opened(2, true))
      .causes({"message *"});
}

TEST(Sealed, A_key_that_comes_while_a_box_is_being_opened_is_tried_on_it) {
  Script script;
  in_vault(script)
      .hear(box("MTEx"))
      .hear(box("MjIy"))
      .give(opened(1, false))
      .grant(key(kNew))
      .whatever()
      .give(opened(2, true))
      .causes({"message *", "decrypt 3 bmV3* MjIy* *"})
      .drop()
      .pass(seconds(1))
      .give(in::LinkOpened{LinkId{2}})
      .hear(welcome("2.2"))
      .whatever()
      .grant(key("bGFz"))
      .causes({"decrypt 4 bGFz* MjIy* *", "channel-changed * subscribing", "send-text *"})
      .give(opened(3, false))
      .causes({})
      .give(opened(4, true))
      .causes({"message *"});
}

TEST(Sealed, What_cannot_be_a_box_is_reported_and_no_reason_to_ask_for_a_key) {
  const std::string nonce = times(8, "MTEx");
  const std::string ciphertext = times(6, "Y2Nj");
  const nlohmann::json odd[] = {
      nullptr,
      {{"nonce", nonce}},
      {{"ciphertext", ciphertext}},
      {{"nonce", nonce + "MTEx"}, {"ciphertext", ciphertext}},
      {{"nonce", nonce.substr(4)}, {"ciphertext", ciphertext}},
      {{"nonce", nonce}, {"ciphertext", ciphertext.substr(4)}},
  };
  Script script;
  in_vault(script);
  for (const nlohmann::json& data : odd) {
    script.hear(frame("Secret", data, kVault))
        .causes({"connection-error decrypt-failed private-encrypted-vault"});
  }
  script.hear(box("MTEx")).causes({"decrypt 1 b2xk* MTEx* Y2Nj*"});
}

TEST(Sealed, What_opens_to_no_text_is_reported) {
  Script script;
  in_vault(script)
      .hear(box("MTEx"))
      .give(in::Decrypted{RequestId{1}, true, "\xFF"})
      .grant(key(kOld))
      .give(in::Decrypted{RequestId{2}, true, "\xFF"})
      .causes({"decrypt 1 *", "authorize 2 *", "decrypt 2 *",
               "connection-error decrypt-failed private-encrypted-vault"})
      .hear(box("MjIy"))
      .give(in::Decrypted{RequestId{3}, true, ""})
      .causes({"decrypt 3 *", "message private-encrypted-vault Secret "});
}

TEST(Sealed, A_refused_key_leaves_the_subscription_alone) {
  Script script;
  in_vault(script)
      .hear(box("MTEx"))
      .give(opened(1, false))
      .whatever()
      .give(in::AuthAnswered{RequestId{2}, 403, false, 0, {}})
      .causes({"connection-error decrypt-failed private-encrypted-vault"})
      .hear(box("MjIy"))
      .causes({"decrypt 2 b2xk* MjIy* Y2Nj*"});
}

TEST(Sealed, No_more_wait_than_may) {
  Options options;
  options.limits.sealed = 2;
  Script script(options);
  in_vault(script)
      .hear(box("MTEx"))
      .hear(box("MjIy"))
      .whatever()
      .hear(box("MzMz"))
      .causes({"connection-error too-large private-encrypted-vault"})
      .hear(frame("Secret", "plain", kVault))
      .causes({"connection-error decrypt-failed private-encrypted-vault"});
}

}  // namespace
}  // namespace oread::test
