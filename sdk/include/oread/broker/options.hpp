// Every configurable quantity of the broker: unit, default and reason.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oread/error.hpp"
#include "oread/time.hpp"

namespace oread::broker {

/// The events that a webhook can report.
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

/// One webhook receiver. These addresses make the host send requests anywhere it can reach, so only
/// the operator may set them, never clients.
struct Webhook {
  std::string url;                   ///< "http://…" or "https://…".
  std::vector<WebhookEvent> events;  ///< Events to report; empty: all.
  std::string channel_prefix;        ///< Only channels with this prefix; empty: all.
  /// Maximum number of events per request. 1 disables batching, for receivers that read only one
  /// event.
  std::uint32_t max_batch = 50;
};

/// One application: its key and secret, and its permissions.
struct App {
  std::string id;
  std::string key;
  std::string secret;
  bool enabled = true;        ///< false: 4003 to clients, 403 to publishers.
  bool tls_only = false;      ///< true: 4000 to clients that come without TLS.
  bool client_events = true;  ///< Relay whispers.
  bool sign_in = true;        ///< Accept `pusher:signin`.
  bool watchlists = true;     ///< Report which users of a watchlist are online.
  bool subscription_count =
      false;  ///< Send `pusher_internal:subscription_count`; opt-in, as in hosted Pusher.
  /// Client events per second and connection (hosted Pusher: 10).
  std::uint32_t client_events_per_second = 10;
  /// Maximum number of connections; more are refused with 4004. 0: no limit except
  /// `Limits::connections`.
  std::uint32_t max_connections = 0;
  /// A connection that neither signs in nor joins a private or presence channel within this time is
  /// closed with 4009. 0: never (opt-in, as in hosted Pusher).
  Millis authorize_within{0};
  /// Pages that may connect: "https://app.example" (scheme, host and port must be equal),
  /// "app.example" (any scheme and port) or "*.example" (any host below it). Empty: all.
  std::vector<std::string> origins;
  /// If there is an allow-list, also admit clients that send no Origin: they are not browsers, and
  /// could send any Origin.
  bool allow_missing_origin = false;
  std::vector<Webhook> webhooks;
  /// "http://…" or "https://…": the endpoint to ask about private and presence channels of clients
  /// that send no signature. Empty: they need one. Encrypted channels always do. As for webhooks,
  /// only the operator may set it.
  std::string auth_endpoint = {};
};

struct LivenessOptions {
  /// Sent to clients: after this silence they ping (hosted Pusher: 120 s).
  Millis activity_timeout = std::chrono::seconds(120);
  /// We ping after this silence of the client: a little later, so that both ends of an idle
  /// connection do not ping at the same time.
  Millis ping_after = std::chrono::seconds(130);
  /// After that, the client has this long to send something before it is closed with 4201
  /// (protocol: 30 s).
  Millis pong_within = std::chrono::seconds(30);
};

struct WebhookOptions {
  /// Vacated channels and removed members are reported after this delay, unless the client returns
  /// (hosted: 3 s).
  Millis grace = std::chrono::seconds(3);
  /// Events are batched for this long. 100 ms: a burst of joins becomes one request.
  Millis batch_for{100};
  /// The host must report the result within this time; otherwise the delivery counts as failed.
  Millis answer_within = std::chrono::seconds(30);
  /// Delay after the first failure; doubles each time up to `retry_max_delay`.
  Millis retry_initial_delay = std::chrono::seconds(1);
  Millis retry_max_delay = std::chrono::seconds(60);
  /// A delivery is given up this long after its first attempt (hosted: 5 min).
  Millis retry_for = std::chrono::minutes(5);
  /// Maximum number of events queued for one receiver; when full, new events are dropped.
  std::uint32_t max_queue = 10'000;
};

struct AccessOptions {
  /// A subscription is refused if the auth endpoint has not answered within this time: less than
  /// the time after which clients give the request up (ours: 8 s).
  Millis answer_within = std::chrono::seconds(7);
};

/// Several brokers that serve the same apps and exchange messages: channels, presence, client
/// events, terminated users and the HTTP API are then those of all.
struct ClusterOptions {
  /// The id of this node: 1 to 64 letters, digits, - and _; different for each start of each
  /// process. Empty: no cluster.
  std::string node;
  /// A node says at least this often that it is alive.
  Millis alive_every = std::chrono::seconds(5);
  /// A node that says nothing for this long is gone, and so are its clients.
  Millis lost_after = std::chrono::seconds(15);
  /// After the others were out of reach, events wait this long for all of them to come back.
  Millis return_within = std::chrono::seconds(5);
};

/// Limits on everything that comes from outside.
struct Limits {
  std::uint32_t connections = 100'000;  ///< Of all apps; more get 4100 (reconnect later).
  std::uint32_t queue_bytes =
      1024 * 1024;  ///< Unsent bytes of one connection, watched by the host.
  std::uint32_t message_bytes = 64 * 1024;  ///< One message of a client; a larger one gets 1009.
  std::uint32_t message_depth = 64;         ///< Nesting depth of its JSON.
  /// Messages per second and connection, including pings. Bursts of ten seconds' worth are allowed,
  /// because a reconnecting client subscribes to everything. More is closed with 4100.
  std::uint32_t messages_per_second = 1'000;
  std::uint32_t request_bytes = 1024 * 1024;   ///< Body of an API request; else 413.
  std::uint32_t channel_name_bytes = 200;      ///< Official server SDKs: 200.
  std::uint32_t event_name_bytes = 200;        ///< As above.
  std::uint32_t event_data_bytes = 10 * 1024;  ///< `data` of one event (hosted: 10 KB); else 413.
  std::uint32_t publish_channels = 100;        ///< Channels of one event (hosted: 100).
  std::uint32_t batch_events = 10;             ///< Events of one batch (hosted: 10).
  std::uint32_t channels = 100'000;            ///< Occupied channels of one app.
  std::uint32_t channels_per_connection = 10'000;  ///< As many as our client allows.
  std::uint32_t presence_members = 100;            ///< Distinct users of one channel (hosted: 100).
  std::uint32_t user_info_bytes = 1024;            ///< JSON text of one `user_info` (hosted: 1 KB).
  std::uint32_t user_id_bytes = 128;               ///< Hosted: 128 characters.
  std::uint32_t watchlist = 100;         ///< Ids of one watchlist (hosted: 100); then 4302.
  std::uint32_t cached_events = 10'000;  ///< Per app; the oldest is removed.
  /// Questions to auth endpoints that wait for their answers, of all apps; then 503. A tenth of
  /// them may be one connection's.
  std::uint32_t access_questions = 10'000;
  std::uint32_t auth_bytes = 4 * 1024;     ///< What a client sends for the auth endpoint; else 400.
  std::uint32_t replay_entries = 100'000;  ///< Signatures remembered by `refuse_replays`.
  /// Bytes of events that wait for the other nodes of a cluster; when full, the oldest is dropped.
  std::uint32_t held_bytes = 1024 * 1024;
};

/// Which server to imitate where servers differ: hosted Pusher, as documented, or Laravel Reverb.
/// As Reverb: errors carry their data as a string and name no channel, a refused subscription is
/// error 4009, any protocol version may connect, numeric user ids stay numbers, and terminating a
/// user's connections also terminates those of presence members.
enum class Like : std::uint8_t { Pusher, Reverb };

struct Options {
  std::vector<App> apps;
  Like like = Like::Pusher;
  LivenessOptions liveness;
  WebhookOptions webhooks;
  AccessOptions access;
  ClusterOptions cluster;
  Limits limits;
  /// How long a cached event is kept (hosted: up to 30 min).
  Millis cache_for = std::chrono::minutes(30);
  /// Maximum difference between an API request's timestamp and our clock (hosted: 600 s).
  Millis request_window = std::chrono::seconds(600);
  /// Reject an API request whose signature was used before. Off by default, because two equal
  /// events published within one second have the same signature, which is not an attack.
  bool refuse_replays = false;
  /// Above `subscription_count_slow_from` subscribers, the minimum time between counts (hosted).
  Millis subscription_count_every = std::chrono::seconds(5);
  std::uint32_t subscription_count_slow_from = 100;
  /// Maximum time for webhooks after `Drain`; then `Drained` is emitted regardless.
  Millis drain_for = std::chrono::seconds(10);
  /// Emit `effect::Notice`.
  bool notices = true;
};

/// The first invalid option (`Errc::BadOption`; the text names the option, its value and the
/// range), or nothing.
std::optional<Error> check(const Options& options);

}  // namespace oread::broker
