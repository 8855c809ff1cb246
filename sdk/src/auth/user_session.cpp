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
  due_.reset();
  if (state_ != State::Unasked) state_ = State::Waiting;
}

void UserSession::granted(Step& step) {
  state_ = State::SigningIn;
  due_ = step.now + options_.channels.subscribe_timeout;
}

void UserSession::denied(Error error, bool retrying, Step& step) {
  due_.reset();
  if (retrying) return;
  state_ = State::Failed;
  step.tells(event::SignInFailed{std::move(error)});
}

bool UserSession::confirmed(const Frame& frame, Step& step) {
  if (state_ != State::SigningIn) return false;
  due_.reset();
  state_ = State::SignedIn;
  step.tells(event::SignedIn{frame.user_id, frame.data.value_or(std::string())});
  return true;
}

bool UserSession::answers(const Frame& error, Step& step) {
  if (state_ != State::SigningIn || error.about != Frame::About::Request) return false;
  denied({Errc::AuthRejected, error.code, error.text}, false, step);
  return true;
}

void UserSession::tick(Step& step) {
  if (is_due(due_, step.now)) denied({Errc::Timeout, 0, {}}, false, step);
}

}  // namespace oread
