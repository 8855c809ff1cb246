// Every quantity of the broker's behaviour: unit, default and reason.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oread/error.hpp"
#include "oread/time.hpp"

namespace oread::broker {

/// What a webhook can tell.
enum class WebhookEvent : std::uint8_t {
  ChannelOccupied,
  ChannelVacated,
  MemberAdded,
  MemberRemoved,
  ClientEvent,
  CacheMiss,
  SubscriptionCount,
};

/// The name on the wire: "channel_occupied".
std::string_view name(WebhookEvent event);

/// The event with this name on the wire.
std::optional<WebhookEvent> webhook_event(std::string_view name);

/// One receiver of webhooks. Who may set these addresses can make the host send requests anywhere
/// it can reach, so they belong to the operator, never to clients.
struct Webhook {
  std::string url;                   ///< "http://…" or "https://…".
  std::vector<WebhookEvent> events;  ///< What to tell; empty: everything.
  std::string channel_prefix;        ///< Only channels that begin with this; empty: all.
  /// Events of one request at most. 1: unbatched, as receivers that read one event need it.
  std::uint32_t batch_most = 50;
};

/// One application: who may connect and publish with its key, and what it may do.
struct App {
  std::string id;
  std::string key;
  std::string secret;
  bool enabled = true;        ///< false: 4003 to clients, 403 to publishers.
  bool tls_only = false;      ///< true: 4000 to clients that come without TLS.
  bool client_events = true;  ///< Relay whispers.
  bool sign_in = true;        ///< Accept `pusher:signin`.
  bool watchlists = true;     ///< Tell signed-in users who of their watchlist is online.
  bool subscription_count =
      false;  ///< Send `pusher_internal:subscription_count`; opt-in as hosted.
  /// Client events per second and connection (hosted Pusher: 10).
  std::uint32_t client_events_per_second = 10;
  /// Connections at once; more are refused with 4004. 0: no limit but `Limits::connections`.
  std::uint32_t max_connections = 0;
  /// A connection that neither signs in nor joins a private or presence channel within this time is
  /// closed with 4009. 0: never (opt-in, as hosted).
  Millis authorize_within{0};
  /// Pages that may connect: "https://app.example" (scheme, host and port must be equal),
  /// "app.example" (any scheme and port) or "*.example" (any host below it). Empty: all.
  std::vector<std::string> origins;
  /// With an allow-list, let clients in that send no Origin: they are no browsers, and could send
  /// any Origin they like.
  bool allow_missing_origin = false;
  std::vector<Webhook> webhooks;
};

struct LivenessOptions {
  /// Told to clients: after this silence they ping (hosted Pusher: 120 s).
  Millis activity_timeout = std::chrono::seconds(120);
  /// We ping after this silence of the client: a little later, so that an idle pair does not ping
  /// each other at the same moment.
  Millis ping_after = std::chrono::seconds(130);
  /// Then the client has this long to say something before it is closed with 4201 (protocol: 30 s).
  Millis pong_within = std::chrono::seconds(30);
};

struct WebhookOptions {
  /// Vacated and removed wait this long and are forgotten when the client comes back (hosted: 3 s).
  Millis grace = std::chrono::seconds(3);
  /// Events wait this long for company. 100 ms: a burst of joins becomes one request.
  Millis batch_for{100};
  /// The host's answer must come within this time, else the delivery counts as failed.
  Millis answer_within = std::chrono::seconds(30);
  /// First pause after a failure; doubles each time up to `retry_most`.
  Millis retry_first = std::chrono::seconds(1);
  Millis retry_most = std::chrono::seconds(60);
  /// A delivery is given up this long after its first try (hosted: 5 min).
  Millis retry_for = std::chrono::minutes(5);
  /// Events that may wait for one receiver; the newest is dropped when it is full.
  std::uint32_t queue_most = 10'000;
};

/// Bounds of what comes from outside.
struct Limits {
  std::uint32_t connections = 100'000;  ///< Of all apps; more get 4100 (come back later).
  std::uint32_t queue_bytes =
      1024 * 1024;                        ///< Unsent bytes of one connection, watched by the host.
  std::uint32_t frame_bytes = 64 * 1024;  ///< One text of a client; more is closed with 1009.
  std::uint32_t frame_depth = 64;         ///< Nesting of its JSON.
  /// Frames of one connection per second, pings not counted apart; ten seconds' worth may come at
  /// once, since a reconnecting client subscribes to everything. More is closed with 4100.
  std::uint32_t frames_per_second = 1'000;
  std::uint32_t request_bytes = 1024 * 1024;       ///< Body of an API request; more is 413.
  std::uint32_t channel_name_bytes = 200;          ///< Official server SDKs: 200.
  std::uint32_t event_name_bytes = 200;            ///< As above.
  std::uint32_t event_data_bytes = 10 * 1024;      ///< `data` of one event (hosted: 10 KB); 413.
  std::uint32_t publish_channels = 100;            ///< Channels of one event (hosted: 100).
  std::uint32_t batch_events = 10;                 ///< Events of one batch (hosted: 10).
  std::uint32_t channels = 100'000;                ///< Occupied channels of one app.
  std::uint32_t channels_per_connection = 10'000;  ///< As many as our client may hold.
  std::uint32_t presence_members = 100;            ///< Distinct users of one channel (hosted: 100).
  std::uint32_t user_info_bytes = 1024;            ///< JSON text of one `user_info` (hosted: 1 KB).
  std::uint32_t user_id_bytes = 128;               ///< Hosted: 128 characters.
  std::uint32_t watchlist = 100;           ///< Ids of one watchlist (hosted: 100); then 4302.
  std::uint32_t cached_events = 10'000;    ///< Of one app; the oldest gives way.
  std::uint32_t replay_entries = 100'000;  ///< Signatures remembered by `refuse_replays`.
};

/// Whose habits the broker has where servers differ: hosted Pusher's, which are documented, or
/// those of Laravel Reverb. As Reverb: errors carry their data as a string and name no channel, a
/// refused subscription is error 4009, any protocol version may connect, numeric user ids stay
/// numbers, and ending a user's connections ends those of presence members, too.
enum class Like : std::uint8_t { Pusher, Reverb };

struct Options {
  std::vector<App> apps;
  Like like = Like::Pusher;
  LivenessOptions liveness;
  WebhookOptions webhooks;
  Limits limits;
  /// A cached event is kept this long (hosted: up to 30 min).
  Millis cache_for = std::chrono::minutes(30);
  /// An API request's timestamp may be this far from our clock, either way (hosted: 600 s).
  Millis request_window = std::chrono::seconds(600);
  /// Refuse an API request whose signature was used before. Off, because two equal events published
  /// within one second carry the same signature, which is no attack.
  bool refuse_replays = false;
  /// Above `subscription_count_slow_from` subscribers the count is sent only this often (hosted).
  Millis subscription_count_every = std::chrono::seconds(5);
  std::uint32_t subscription_count_slow_from = 100;
  /// After `Drain`, webhooks may take this long before `Drained` comes all the same.
  Millis drain_for = std::chrono::seconds(10);
  /// Emit `effect::Notice`.
  bool notices = true;
};

/// The first thing wrong with these options (`Errc::BadOption`; the text names the option, its
/// value and the range), or nothing.
std::optional<Error> check(const Options& options);

}  // namespace oread::broker
