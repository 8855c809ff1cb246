// One run of the board. The loop's thread takes events and only changes the model; the main thread
// draws, saves and waits for signals. So a terminal or a disk that hangs never holds up the
// connection.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "model.hpp"
#include "options.hpp"
#include "oread/native/client.hpp"
#include "screen.hpp"
#include "store.hpp"
#include "waiter.hpp"

namespace kiosk {

class Kiosk {
 public:
  explicit Kiosk(Options options);

  /// Returns the exit code.
  int run();

 private:
  void restore();
  [[nodiscard]] std::string connect();
  void on_event(const oread::Event& event);
  [[nodiscard]] Now now() const;
  [[nodiscard]] Model model() const;

  int show();
  int take_snapshot();
  bool draw();
  void tell(const Model& model);
  void save(bool at_once);
  void complain(const std::string& words);

  const Options options_;
  Waiter waiter_;
  std::optional<Store> store_;

  mutable std::mutex mutex_;  ///< Guards the two below.
  Model model_;
  std::uint32_t updates_ = 0;

  std::optional<Screen> screen_;
  std::string told_link_;
  std::string told_news_;
  std::string complained_;
  std::string notice_;
  std::uint32_t saved_updates_ = 0;
  oread::Time saved_at_{};

  // The client goes first, and the loop after it.
  oread::native::Loop loop_;
  std::unique_ptr<oread::native::Client> client_;
};

}  // namespace kiosk
