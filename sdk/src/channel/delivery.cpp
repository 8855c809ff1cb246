#include "channel/delivery.hpp"

namespace oread {

void deliver(const Channel* channel, const Frame& frame, View text, ChannelPorts& ports,
             Step& step) {
  // The engine must see the messages of a channel that is not subscribed yet, or whose last event
  // the server sends again.
  if (channel != nullptr && channel->state() == ChannelState::Subscribed &&
      !channel->traits().replays) {
    ports.routes.offer(ports.live->id(), text, frame, step);
  }
  if (kUses.replies && !(frame.reply.empty() && frame.attachments.empty())) {
    step.does(event::Call{ports.live->first_id(), Text(frame.channel), Text(frame.event),
                          Text(frame.data), Text(frame.reply), Text(frame.attachments)});
    return;
  }
  event::Message message{
      Text(frame.channel), Text(frame.event), {}, Text(frame.user_id), frame.user_id_is_number};
  if (frame.has_data) message.data = Text(frame.data);
  step.does(std::move(message));
}

void deliver_decrypted(const Channel& channel, View event, View data, Step& step) {
  step.does(event::Message{Text(channel.name()), Text(event), Text(data), {}, false});
}

void tell_failed(View channel, const Error& error, bool retrying, View said, Step& step) {
  step.does(event::SubscribeFailed{Text(channel), error, retrying, Text(said)});
}

}  // namespace oread
