// The conformance cases about clients, for the tests of a client of the Pusher protocol in C++: its
// adapter obeys commands and reports what the client does. oread/conformance/gtest.hpp makes
// GoogleTests of the cases.
//
//   find_package(oread REQUIRED)
//   target_link_libraries(my_tests PRIVATE oread::conformance GTest::gtest)
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace oread::conformance {

/// Wraps the client under test. One adapter plays many cases, one after the other; the command
/// `new` ends the client of the case before.
class Adapter {
 public:
  /// Reports one JSON object as docs/drivers.md describes: {"report":"sub_ok","ch":"news"}. May be
  /// called from any thread, until the adapter is destroyed; what is not a JSON object is ignored.
  using Report = std::function<void(const std::string& json)>;

  virtual ~Adapter() = default;

  /// What the client supports, as a driver's `can`: "presence", "encrypted"…
  [[nodiscard]] virtual std::vector<std::string> can() const { return {}; }

  /// Called once, before the first command.
  virtual void begin(Report report) = 0;

  /// One command, a JSON object: {"cmd":"subscribe","ch":"news"}. Called on the thread of the test.
  /// An exception counts as the death of the client.
  virtual void tell(const std::string& command) = 0;
};

using AdapterMaker = std::function<std::unique_ptr<Adapter>()>;

struct ClientCase {
  std::string id;     ///< "CS-15", or "CE-02/c4001" for a row of a family.
  std::string title;  ///< What happens.
  std::string expected;
  int waits_s = 0;  ///< About how many seconds it waits, if that is long.
};

struct ClientResult {
  std::string
      verdict;  ///< "PASS", "INFO", "SKIP", "NON-STRICT", "INCONCLUSIVE", "FAIL", "SECURITY".
  std::string reason;  ///< Why it is not PASS.
  std::string log;     ///< What happened, a line for each event.
};

/// All cases about clients, in the order of the catalogue.
std::vector<ClientCase> client_cases();

/// Runs cases against adapters of this kind, over a server on 127.0.0.1 that follows the script of
/// each case.
class ClientSuite {
 public:
  /// `profile` as in `oread conform client --profile`.
  explicit ClientSuite(AdapterMaker maker, std::string profile = "pusher-docs");
  ~ClientSuite();
  ClientSuite(const ClientSuite&) = delete;
  ClientSuite& operator=(const ClientSuite&) = delete;

  /// Runs the case with this id. SKIP if the adapter cannot do what it needs, or there is no such
  /// case. Not for several threads at once.
  ClientResult run(const std::string& id);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace oread::conformance
