#include "broker/http/request_auth.hpp"

#include "broker/verify.hpp"

namespace oread::broker::http {
namespace {

/// A timestamp of at most 12 digits, in milliseconds.
std::optional<std::int64_t> milliseconds(std::string_view text) {
  std::int64_t seconds = 0;
  if (text.empty() || text.size() > 12) return std::nullopt;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    seconds = seconds * 10 + (c - '0');
  }
  return seconds * 1000;
}

}  // namespace

std::optional<Response> refusal_of(Hub& hub, AppState& app, const in::HttpRequest& request,
                                   const Query& query) {
  if (value_of(query, "auth_key") != app.credentials.key) {
    return refusal(401, "auth_key is missing or not the key of this app");
  }
  if (value_of(query, "auth_version") != "1.0") {
    return refusal(401, "auth_version must be 1.0");
  }
  const auto stamp = milliseconds(value_of(query, "auth_timestamp"));
  const std::int64_t window = hub.options.request_window.count();
  // The timestamp has whole seconds, so compare ours in seconds as well.
  const std::int64_t now = hub.now.unix_ms / 1000 * 1000;
  if (!stamp || *stamp < now - window || *stamp > now + window) {
    return refusal(401, "auth_timestamp is not within " + std::to_string(window / 1000) +
                            " s of the server's clock");
  }
  const bool has_md5 = query.count("body_md5") != 0;
  if (has_md5 ? !digests_equal(md5_hex(hub.digests, request.body), value_of(query, "body_md5"), 16)
              : !request.body.empty()) {
    return refusal(401, "body_md5 is missing or not the MD5 of the body");
  }
  const std::string given(value_of(query, "auth_signature"));
  const auto holds = [&](const std::string& path) {
    return signature_holds(hub.digests, app.credentials.secret,
                           api_text(request.method, path, signed_text(query)), given);
  };
  if (!holds(request.path) && (request.escaped_path.empty() || !holds(request.escaped_path))) {
    return refusal(401, "auth_signature is wrong: check the secret, the path and the parameters");
  }
  if (!app.options->enabled) return refusal(403, "The app is disabled");
  if (!hub.options.refuse_replays) return std::nullopt;
  switch (app.replays.note(given, now, *stamp + window, hub.options.limits.replay_entries)) {
    case Replays::Verdict::Fresh: return std::nullopt;
    case Replays::Verdict::Seen: return refusal(401, "This request was already processed");
    case Replays::Verdict::Full: return refusal(503, "Too many requests to remember; retry later");
  }
  return std::nullopt;
}

}  // namespace oread::broker::http
