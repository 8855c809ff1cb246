#include "toy_gateway.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "auth_desk.hpp"

namespace oread::sim {
namespace {

using nlohmann::json;

constexpr std::uint16_t kBadToken = 4009;
constexpr std::uint16_t kFirstAppCode = 4000;
constexpr std::uint16_t kOk = 200;

/// Removes and returns the next word of `line`, and the space after it.
std::string word(std::string_view& line) {
  const std::size_t end = std::min(line.find(' '), line.size());
  std::string found(line.substr(0, end));
  line.remove_prefix(std::min(end + 1, line.size()));
  return found;
}

std::string frame(const std::string& event, json data) {
  return json{{"event", event}, {"data", std::move(data)}}.dump();
}

/// The Pusher text for a line from the client; nothing if the server does not need it.
std::optional<std::string> to_pusher(std::string_view line, const std::string& user_id) {
  const std::string verb = word(line);
  if (verb == "pong") return frame("pusher:pong", json::object());
  if (verb == "part") return frame("pusher:unsubscribe", {{"channel", word(line)}});
  if (verb == "user") {
    return frame("pusher:signin",
                 {{"auth", word(line)}, {"user_data", AuthDesk::user_data(user_id)}});
  }
  if (verb == "join") {
    json data{{"channel", word(line)}};
    if (!line.empty()) data["auth"] = word(line);
    return frame("pusher:subscribe", std::move(data));
  }
  if (verb == "say") {
    const std::string channel = word(line);
    const std::string event = word(line);
    const json data = json::parse(line, nullptr, false);
    return json{{"event", event}, {"channel", channel}, {"data", data}}.dump();
  }
  return std::nullopt;
}

std::string text_in(const json& object, const char* key) {
  const bool has = object.is_object() && object.contains(key) && object[key].is_string();
  return has ? object[key].get<std::string>() : std::string();
}

std::string digits_in(const json& object, const char* key) {
  const bool has = object.is_object() && object.contains(key) && object[key].is_number_unsigned();
  return std::to_string(has ? object[key].get<unsigned>() : 0U);
}

/// Whether `text` can be part of a line: not every JSON string can.
bool fits(const std::string& text, const char* unfit) {
  return !text.empty() && text.find_first_of(unfit) == std::string::npos;
}

}  // namespace

std::string token_of(const std::string& url) {
  const std::string_view key = "token=";
  const std::size_t at = url.find(key);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + key.size();
  return url.substr(begin, url.find_first_of("?&", begin) - begin);
}

ToyGateway::Line& ToyGateway::open(LinkId link, const std::string& url) {
  Line& line = lines_[link.value];
  line.link = link;
  place_.network.open(place_.client, link,
                      std::string(make_pusher(server_address())->session()->url()));
  if (options_.asks == Asks::BeforeLink && !AuthDesk::knows_token(token_of(url))) {
    to_client(line, "error " + std::to_string(kBadToken) + " bad token");
  }
  return line;
}

void ToyGateway::carry_out(const effect::OpenLink& effect) {
  open(effect.link, effect.url);
}

void ToyGateway::carry_out(const effect::SendText& effect) {
  say(lines_[effect.link.value], effect.text);
}

void ToyGateway::carry_out(const effect::SendRequest& effect) {
  const auto found = lines_.find(effect.link.value);
  Line& line = found == lines_.end() ? open(effect.link, effect.url) : found->second;
  if (effect.body.empty()) {
    line.poll = effect.request;
    if (!line.news.empty() || line.end) answer_soon(line);
  } else {
    line.post = effect.request;
    say(line, effect.body);
  }
}

void ToyGateway::carry_out(const effect::CloseLink& effect) {
  // This aborts its requests. Responses may still be passed on, because not every host can abort.
  place_.network.close(place_.client, effect.link);
}

void ToyGateway::give(Input input) {
  if (const auto* opened_link = std::get_if<in::LinkOpened>(&input)) {
    opened(lines_[opened_link->link.value]);
  } else if (const auto* text = std::get_if<in::LinkText>(&input)) {
    from_server(lines_[text->link.value], text->text);
  } else if (const auto* closed_link = std::get_if<in::LinkClosed>(&input)) {
    closed(lines_[closed_link->link.value], *closed_link);
  }
}

void ToyGateway::opened(Line& line) {
  line.is_open = true;
  std::vector<std::string> early = std::move(line.early);
  for (std::string& text : early) to_server(line, std::move(text));
  if (!is_polled()) {
    soon(in::LinkOpened{line.link});
    for (std::string& text : std::exchange(line.news, {})) to_client(line, std::move(text));
  }
}

/// Handles a message from the client: a line, or the lines of a POST.
void ToyGateway::say(Line& line, const std::string& text) {
  bool wants_answer = is_polled();
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view one = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (auto translated = to_pusher(one, place_.user_id)) {
      to_server(line, std::move(*translated));
      wants_answer = wants_answer || one != "pong";
    } else if (word(one) == "hello") {
      hello(line, one);
    }
  }
  if (wants_answer) to_server(line, frame("pusher:ping", json::object()));
}

void ToyGateway::hello(Line& line, std::string_view token) {
  if (options_.asks == Asks::BeforeGreeting && !AuthDesk::knows_token(token)) {
    to_client(line, "error " + std::to_string(kBadToken) + " bad token");
    return;
  }
  line.said_hello = true;
  greet(line);
}

void ToyGateway::greet(Line& line) {
  if (line.greeted || !line.said_hello || line.socket.empty()) return;
  line.greeted = true;
  welcome(line, line.socket);
}

void ToyGateway::welcome(Line& line, const std::string& socket) {
  to_client(line, "welcome " + socket + ' ' + std::to_string(test::kToySilence.count()));
}

void ToyGateway::to_server(Line& line, std::string text) {
  if (line.is_open) {
    place_.network.send(place_.client, line.link, std::move(text));
  } else {
    line.early.push_back(std::move(text));
  }
}

void ToyGateway::from_server(Line& line, const std::string& text) {
  const json message = json::parse(text, nullptr, false);
  const std::string event = text_in(message, "event");
  if (event.empty()) return to_client(line, text);  // Garbage, which the client must tolerate too.
  json data = message.contains("data") ? message["data"] : json();
  const std::string channel = text_in(message, "channel");
  const std::string as_text = data.is_string() ? data.get<std::string>() : data.dump();
  if (data.is_string()) data = json::parse(as_text, nullptr, false);

  const std::string socket = text_in(data, "socket_id");
  if (event == "pusher:connection_established" && !socket.empty()) {
    if (line.socket.empty()) {
      line.socket = socket;
      greet(line);
    } else if (line.greeted) {
      welcome(line, socket);  // The server greets twice, which the client must tolerate.
    }
  } else if (event == "pusher:ping") {
    to_client(line, "ping");
  } else if (event == "pusher:pong") {
    pong(line);
  } else if (event == "pusher:subscription_error") {
    to_client(line,
              "refuse " + channel + ' ' + digits_in(data, "status") + ' ' + text_in(data, "error"));
  } else if (event == "pusher:error" && data.is_object()) {
    to_client(line, "error " + digits_in(data, "code") + ' ' + text_in(data, "message"));
  } else if (event == "pusher:signin_success") {
    to_client(line,
              "user " + text_in(json::parse(text_in(data, "user_data"), nullptr, false), "id"));
  } else if (event == "pusher_internal:subscription_succeeded" ||
             event == "pusher_internal:watchlist_events") {
    return;  // The toy dialect has no equivalent.
  } else if (!event.starts_with("pusher") && fits(event, " \n") && fits(channel, " \n") &&
             fits(as_text, "\n")) {
    to_client(line, "say " + channel + ' ' + event + ' ' + as_text);
  } else {
    to_client(line, text);
  }
}

void ToyGateway::pong(Line& line) {
  if (!is_polled()) return to_client(line, "ping");
  if (line.post) {
    place_.engine.give(in::RequestAnswered{line.link, std::exchange(line.post, {}), kOk, {}});
  }
}

void ToyGateway::to_client(Line& line, std::string text) {
  if (!is_polled() && line.is_open) {
    soon(in::LinkText{line.link, std::move(text)});
    return;
  }
  line.news.push_back(std::move(text));
  if (is_polled()) answer_soon(line);
}

void ToyGateway::closed(Line& line, const in::LinkClosed& closed) {
  if (!is_polled()) {
    soon(closed);
    return;
  }
  line.end = closed.code >= kFirstAppCode ? closed.code : std::uint16_t{0};
  answer_soon(line);
}

/// Gives the engine an input after its current effects have been carried out.
void ToyGateway::soon(Input input) {
  place_.schedule.in(Millis(0), [this, input = std::move(input)]() mutable {
    place_.engine.give(std::move(input));
  });
}

/// Answers the poll a little later, so that one response can contain several lines.
void ToyGateway::answer_soon(Line& line) {
  if (line.answers_soon) return;
  line.answers_soon = true;
  place_.schedule.in(place_.random.between(Millis(0), Millis(40)), [this, &line] {
    line.answers_soon = false;
    answer(line);
  });
}

void ToyGateway::answer(Line& line) {
  if (!line.poll) return;
  in::RequestAnswered answered{line.link, {}, kOk, {}};
  if (!line.news.empty()) {
    for (const std::string& text : line.news) {
      if (&text != &line.news.front()) answered.body += '\n';
      answered.body += text;
    }
    line.news.clear();
  } else if (line.end) {
    answered.status = *line.end;
    answered.body = "the connection ended";
  } else {
    return;
  }
  answered.request = std::exchange(line.poll, {});
  place_.engine.give(answered);
  // The POST in progress fails as well.
  if (answered.status != kOk && line.post) {
    answered.request = std::exchange(line.post, {});
    place_.engine.give(answered);
  }
}

}  // namespace oread::sim
