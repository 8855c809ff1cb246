#include "auth/user_session.hpp"

namespace oread {

bool UserSession::ask(bool is_live) {
  if (state_ != State::Unasked && state_ != State::Failed) return false;
  state_ = is_live ? State::Authorizing : State::Waiting;
  return is_live;
}

bool UserSession::link_up() {
  if (state_ == State::Unasked) return false;
  state_ = State::Authorizing;
  return true;
}

void UserSession::link_down() {
  due_ = kNever;
  if (state_ != State::Unasked) state_ = State::Waiting;
}

void UserSession::granted(Step& step) {
  state_ = State::SigningIn;
  due_ = step.now + options_.channels.subscribe_timeout;
}

void UserSession::denied(const Error& error, bool retrying, Step& step) {
  due_ = kNever;
  if (!retrying) state_ = State::Failed;
  if (retrying && failure_told_) return;
  failure_told_ = true;
  step.does(event::SignInFailed{error, retrying});
}

bool UserSession::confirmed(const Frame& frame, Step& step) {
  if (state_ != State::SigningIn) return false;
  due_ = kNever;
  state_ = State::SignedIn;
  failure_told_ = false;
  step.does(event::SignedIn{Text(frame.user_id), Text(frame.data)});
  return true;
}

bool UserSession::take_refusal(const Frame& error, Step& step) {
  if (state_ != State::SigningIn || error.about != Frame::About::Request) return false;
  denied({Errc::AuthRejected, error.code, Text(error.text)}, false, step);
  return true;
}

void UserSession::tick(Step& step) {
  if (due_ > step.now) return;
  denied(live_->last_words().timeout(due_ - options_.channels.subscribe_timeout), false, step);
}

}  // namespace oread
