// Presence data of the Pusher protocol, in the shapes that servers really send.
#pragma once

#include "dialect/pusher/scratch.hpp"
#include "oread/dialect.hpp"

namespace oread::pusher {

/// Members of `{"presence":{"hash":{id:info},"ids":[…]}}`, in the server's order. Nothing when
/// there is no such data.
void read_roster(View data, Scratch& scratch, List<MemberView>& out);

/// `{"user_id","user_info"?}`; an id may be text or a number. False: no usable id.
bool read_member(View data, Scratch& scratch, List<MemberView>& out);

}  // namespace oread::pusher
