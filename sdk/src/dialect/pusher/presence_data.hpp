// Presence data of the Pusher protocol, in the shapes that servers really send.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "oread/event.hpp"
#include "support/json_scan.hpp"

namespace oread::pusher {

/// A user id as text: servers send numbers too, and both spellings mean one user. Empty for
/// anything else.
std::string id_text(const json::Value& id);

/// Members of `{"presence":{"hash":{id:info},"ids":[…]}}`, in the server's order. Nothing when
/// there is no such data.
void read_roster(std::string_view data, std::vector<Member>& out);

/// `{"user_id","user_info"?}`. False: no usable id.
bool read_member(std::string_view data, Member& out);

}  // namespace oread::pusher
