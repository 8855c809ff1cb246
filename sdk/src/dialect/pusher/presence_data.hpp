// Reads presence data of the Pusher protocol, in all forms that servers are known to send.
#pragma once

#include "dialect/scratch.hpp"
#include "oread/dialect.hpp"

namespace oread::pusher {

/// Appends the members of `{"presence":{"hash":{id:info},"ids":[…]}}`, in the server's order;
/// none if `data` has another form.
void read_roster(View data, Scratch& scratch, List<MemberView>& out);

/// Appends the member of `{"user_id":…,"user_info":…}`; the id may be a string or a number, the
/// info may be missing. Returns false if there is no usable id.
bool read_member(View data, Scratch& scratch, List<MemberView>& out);

}  // namespace oread::pusher
