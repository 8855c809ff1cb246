#include "kiosk.hpp"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>

#include "svg.hpp"
#include "text.hpp"

namespace kiosk {
namespace {

constexpr int kOk = 0;
constexpr int kFailed = 1;
constexpr int kUsage = 2;

// Flash memory wears out: a busy server does not cause a write per event.
constexpr std::chrono::seconds kBetweenSaves{5};

bool write_file(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  return file.good();
}

}  // namespace

Kiosk::Kiosk(Options options)
    : options_(std::move(options)), model_(options_.channels, Now{std::time(nullptr), {}}) {
  if (!options_.state_file.empty()) store_.emplace(options_.state_file, source_of(options_));
  model_ = Model(options_.channels, now());
}

Now Kiosk::now() const {
  return {std::time(nullptr), loop_.now()};
}

Model Kiosk::model() const {
  const std::lock_guard lock(mutex_);
  return model_;
}

int Kiosk::run() {
  restore();
  const bool only_saved = !options_.snapshot_file.empty() && options_.updates == 0;
  if (!only_saved) {
    if (const std::string wrong = connect(); !wrong.empty()) {
      complain(wrong);
      return kUsage;
    }
  }
  const int code = options_.snapshot_file.empty() ? show() : take_snapshot();
  screen_.reset();
  client_.reset();
  loop_.stop();  // after it has closed the connection
  if (!only_saved) save(true);
  return code;
}

void Kiosk::restore() {
  if (!store_) return;
  Loaded loaded = store_->load();
  if (!loaded.problem.empty()) complain(loaded.problem);
  if (!loaded.may_write) store_.reset();
  if (loaded.kept) model_.restore(std::move(*loaded.kept));
}

std::string Kiosk::connect() {
  const auto options = client_options(options_);
  if (!options.ok()) return options.error().text;
  auto made = oread::native::Client::make(loop_, options.value(),
                                          [this](const oread::Event& event) { on_event(event); });
  if (!made.ok()) return made.error().text;
  client_ = std::move(made).value();
  for (const std::string& channel : options_.channels) client_->subscribe(channel);
  client_->connect();
  loop_.start();
  return {};
}

// On the loop's thread.
void Kiosk::on_event(const oread::Event& event) {
  {
    const std::lock_guard lock(mutex_);
    if (model_.on(event, now())) ++updates_;
  }
  waiter_.nudge();
}

int Kiosk::show() {
  if (isatty(STDOUT_FILENO) == 1) screen_.emplace(STDOUT_FILENO, options_.theme, wants_colours());
  for (;;) {
    if (!draw()) return kFailed;
    save(false);
    const Waiter::Happened happened = waiter_.wait(1000);
    if (happened.stop) return kOk;
    if (happened.resized && screen_) screen_->forget();
  }
}

bool Kiosk::draw() {
  const Model current = model();
  if (screen_) return screen_->show(kiosk::draw(current, now(), screen_->size(), notice_));
  tell(current);
  return std::cout.good();
}

/// Without a terminal, one line for each change: for a log.
void Kiosk::tell(const Model& model) {
  const std::string why = model.link().why();
  const std::string link = (model.link().live()        ? "live"
                            : model.link().connected() ? "connected"
                                                       : "offline") +
                           (why.empty() ? std::string() : ": " + why);
  if (link != told_link_) std::cout << clock_time(now().wall) << "  " << link << std::endl;
  told_link_ = link;
  const std::string& news = model.news();
  if (news != told_news_) std::cout << clock_time(now().wall) << "  " << news << std::endl;
  told_news_ = news;
  if (!model.complaint().empty()) complain(model.complaint());
}

int Kiosk::take_snapshot() {
  const oread::Time end = loop_.now() + std::chrono::seconds(options_.within_s);
  bool enough = options_.updates == 0;
  while (!enough && loop_.now() < end) {
    if (waiter_.wait(1000).stop) return kFailed;
    const std::lock_guard lock(mutex_);
    enough = updates_ >= options_.updates;
  }
  const Model current = model();
  const Theme theme = options_.theme == Theme::Terminal ? Theme::Dark : options_.theme;
  if (!write_file(options_.snapshot_file, svg(kiosk::draw(current, now(), options_.size), theme))) {
    complain("cannot write " + options_.snapshot_file);
    return kFailed;
  }
  if (enough) return kOk;
  const std::string why = current.link().why();
  complain("fewer than " + std::to_string(options_.updates) + " updates within " +
           std::to_string(options_.within_s) + " s: " + current.link().words(now()) +
           (why.empty() ? "" : ": " + why));
  return kFailed;
}

void Kiosk::save(bool at_once) {
  if (!store_) return;
  Kept kept;
  {
    const std::lock_guard lock(mutex_);
    if (model_.state().updated_at == 0) return;
    const bool changed = updates_ != saved_updates_;
    const bool early = saved_updates_ != 0 && loop_.now() - saved_at_ < kBetweenSaves;
    if (!at_once && (!changed || early)) return;
    kept = model_.kept(now().wall);
    saved_updates_ = updates_;
  }
  saved_at_ = loop_.now();
  const std::string problem = store_->save(kept);
  notice_.clear();
  if (!problem.empty()) complain(problem);
}

/// Once for each text: on the board, and for the journal on standard error.
void Kiosk::complain(const std::string& words) {
  notice_ = words;
  if (words == complained_) return;
  complained_ = words;
  if (screen_ && isatty(STDERR_FILENO) == 1) return;
  std::cerr << "kiosk: " << plain(words, 2000) << std::endl;
}

}  // namespace kiosk
