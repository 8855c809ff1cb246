#include "oread/native/client.hpp"

#include <utility>

#include "host.hpp"
#include "vhosts.hpp"

namespace oread::native {
namespace {

std::optional<Error> check_options(const ClientOptions& options) {
  if (auto wrong = oread::check(options.server)) return wrong;
  if (auto wrong = oread::check(options.engine)) return wrong;
  if (auto wrong = check(options.auth)) return wrong;
  if (!options.tls.ca_file.empty()) {
    if (auto wrong = check_ca_file(options.tls.ca_file)) return wrong;
  }
  for (const Field& header : options.handshake_headers) {
    if (!is_header(header)) {
      return Error{Errc::BadOption, 0, "the header \"" + header.name + "\" cannot be sent"};
    }
  }
  return std::nullopt;
}

}  // namespace

Result<std::unique_ptr<Client>> Client::make(Loop& loop, const ClientOptions& options,
                                             OnEvent on_event) {
  if (auto wrong = check_options(options)) return *wrong;
  auto host = std::make_shared<Host>(loop, options, std::move(on_event));
  return std::unique_ptr<Client>(new Client(loop, std::move(host)));
}

Client::Client(Loop& loop, std::shared_ptr<Host> host) : loop_(loop), host_(std::move(host)) {}

Client::~Client() {
  loop_.call([this] {
    host_->close();
    host_.reset();
  });
}

void Client::tell(Input input) {
  loop_.post([weak = std::weak_ptr<Host>(host_), input = std::move(input)]() mutable {
    if (const auto host = weak.lock()) host->tell(std::move(input));
  });
}

void Client::connect() {
  tell(in::Connect{});
}
void Client::disconnect() {
  tell(in::Disconnect{});
}

void Client::subscribe(std::string channel, LeaseId lease) {
  tell(in::Subscribe{std::move(channel), lease});
}

void Client::unsubscribe(std::string channel, LeaseId lease) {
  tell(in::Unsubscribe{std::move(channel), lease});
}

RequestId Client::whisper(std::string channel, std::string event, std::string data, bool may_wait,
                          bool coalesce) {
  const RequestId id = host_->next_whisper();
  tell(in::Whisper{id, std::move(channel), std::move(event), std::move(data), may_wait, coalesce});
  return id;
}

RequestId Client::emit(std::string channel, std::string event, std::string arguments,
                       const EmitOptions& how) {
  const RequestId id = host_->next_whisper();
  tell(in::Emit{
      {id, std::move(channel), std::move(event), std::move(arguments), how.may_wait, how.coalesce},
      how.attachments,
      how.wants_reply,
      how.reply_within,
      how.retries});
  return id;
}

void Client::reply(const event::Call& call, std::string values, std::string attachments) {
  tell(in::Reply{call.link, call.channel, call.reply, std::move(values), std::move(attachments)});
}

void Client::sign_in() {
  tell(in::SignIn{});
}
void Client::wake(WakeReason reason) {
  tell(in::Woke{reason});
}
void Client::set_online(bool online) {
  tell(in::OnlineChanged{online});
}
void Client::suspend() {
  tell(in::Suspended{});
}

ConnectionStatus Client::status() const {
  return host_->status();
}
std::string Client::socket_id() const {
  return host_->socket_id();
}

}  // namespace oread::native
