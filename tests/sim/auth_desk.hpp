// The app's auth endpoint: signs the requests, but late, twice, wrongly or not at all while the
// weather is bad.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "oread/effect.hpp"
#include "oread/input.hpp"
#include "random.hpp"
#include "schedule.hpp"
#include "server.hpp"
#include "weather.hpp"

namespace oread::sim {

/// Prefix of the channels that nobody may join.
inline constexpr const char* kDenied = "private-denied";

class AuthDesk {
 public:
  AuthDesk(Schedule& schedule, Random& random, const Weather& weather,
           const broker::Digests& digests)
      : schedule_(schedule), random_(random), weather_(weather), digests_(digests) {}

  using Answer = std::function<void(Input)>;

  /// A request of the user `user_id`. `answer` may be called any number of times, or never.
  void ask(const effect::Authorize& request, const std::string& user_id, const Answer& answer);

  /// The data of a user, which the endpoint signs.
  [[nodiscard]] static std::string user_data(const std::string& user_id);
  /// Whether the endpoint gave this token for a connection.
  [[nodiscard]] static bool knows_token(std::string_view token);

  /// The body of a correct response.
  [[nodiscard]] std::string grant(const effect::Authorize& request,
                                  const std::string& user_id) const;

 private:
  [[nodiscard]] Input good(const effect::Authorize& request, const std::string& user_id) const;
  [[nodiscard]] Input bad(const effect::Authorize& request, const std::string& user_id);

  Schedule& schedule_;
  Random& random_;
  const Weather& weather_;
  const broker::Digests& digests_;
};

}  // namespace oread::sim
