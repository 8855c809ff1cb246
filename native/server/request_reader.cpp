// libwebsockets decodes the percent escapes of the path and the query while it parses, and splits
// both at "&" and ";". The broker verifies signatures over what was sent, so both are reassembled;
// only characters that may not occur unescaped are encoded. The result equals the original text for
// everything that the official SDKs send.
#include "server/request_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "header_value.hpp"

namespace oread::server {

using native::header_value;

namespace {

struct MethodToken {
  lws_token_indexes token;
  const char* method;
};

constexpr auto kMethods = std::to_array<MethodToken>({
    {WSI_TOKEN_GET_URI, "GET"},
    {WSI_TOKEN_POST_URI, "POST"},
    {WSI_TOKEN_HEAD_URI, "HEAD"},
    {WSI_TOKEN_OPTIONS_URI, "OPTIONS"},
    {WSI_TOKEN_PUT_URI, "PUT"},
    {WSI_TOKEN_PATCH_URI, "PATCH"},
    {WSI_TOKEN_DELETE_URI, "DELETE"},
});

std::string custom_header(lws* wsi, std::string_view name_with_colon) {
  const int name_length = static_cast<int>(name_with_colon.size());
  const int length = lws_hdr_custom_length(wsi, name_with_colon.data(), name_length);
  if (length <= 0) return {};
  std::string value(static_cast<std::size_t>(length) + 1, '\0');
  const int copied =
      lws_hdr_custom_copy(wsi, value.data(), length + 1, name_with_colon.data(), name_length);
  value.resize(copied > 0 ? static_cast<std::size_t>(copied) : 0);
  return value;
}

/// More digits than a length can have; libwebsockets reads fewer.
constexpr std::size_t kLengthDigits = 18;

/// Framing headers with blanks around their names: some parsers accept them, and would see a
/// different body than we do (RFC 9112, 5.1 and 5.2).
bool has_blank_framing(lws* wsi) {
  constexpr std::string_view kNames[] = {
      "content-length :",    "content-length\t:",    " content-length:",    "\tcontent-length:",
      "transfer-encoding :", "transfer-encoding\t:", " transfer-encoding:", "\ttransfer-encoding:"};
  return std::any_of(std::begin(kNames), std::end(kNames), [wsi](std::string_view name) {
    return lws_hdr_custom_length(wsi, name.data(), static_cast<int>(name.size())) >= 0;
  });
}

std::vector<std::string> fragments(lws* wsi, lws_token_indexes token) {
  std::vector<std::string> out;
  const int total = lws_hdr_total_length(wsi, token);
  if (total <= 0) return out;
  std::string buffer(static_cast<std::size_t>(total) + 1, '\0');
  for (int i = 0;; ++i) {
    const int length = lws_hdr_copy_fragment(wsi, buffer.data(), total + 1, token, i);
    if (length < 0) return out;
    out.emplace_back(buffer.data(), static_cast<std::size_t>(length));
  }
}

std::string read_query(lws* wsi, bool of_api) {
  std::string query;
  for (const std::string& fragment : fragments(wsi, WSI_TOKEN_HTTP_URI_ARGS)) {
    // A piece without "=" followed a ";" in the previous value: channel names may contain that.
    const bool goes_on = of_api && fragment.find('=') == std::string::npos && !query.empty();
    if (!query.empty()) query += goes_on ? "%3B" : "&";
    query += percent_encoded(fragment, "&;+");
  }
  return query;
}

}  // namespace

std::optional<HttpRequest> read_request(lws* wsi) {
  for (const MethodToken& known : kMethods) {
    if (lws_hdr_total_length(wsi, known.token) <= 0) continue;
    HttpRequest request;
    request.method = known.method;
    for (const std::string& fragment : fragments(wsi, known.token)) {
      if (!request.file.empty()) request.file += ';';
      request.file += fragment;
    }
    if (request.file.empty() || request.file.front() != '/') return std::nullopt;
    request.path = percent_encoded(request.file);
    // libwebsockets does not tell whether these were escaped.
    request.escaped_path = percent_encoded(request.file, "!$&'()*+,;=:@");
    if (request.escaped_path == request.path) request.escaped_path.clear();
    request.query = read_query(wsi, request.path.starts_with("/apps/"));
    request.origin = header_value(wsi, WSI_TOKEN_ORIGIN);
    request.host = header_value(wsi, WSI_TOKEN_HOST);
    request.cookie = header_value(wsi, WSI_TOKEN_HTTP_COOKIE);
    request.user = custom_header(wsi, "x-demo-user:");
    request.content_type = header_value(wsi, WSI_TOKEN_HTTP_CONTENT_TYPE);
    request.if_none_match = header_value(wsi, WSI_TOKEN_HTTP_IF_NONE_MATCH);
    request.secure = lws_is_ssl(wsi) != 0;
    return request;
  }
  return std::nullopt;
}

BodyFraming read_framing(lws* wsi) {
  BodyFraming framing;
  const std::string transfer = header_value(wsi, WSI_TOKEN_HTTP_TRANSFER_ENCODING);
  const std::string length = header_value(wsi, WSI_TOKEN_HTTP_CONTENT_LENGTH);
  framing.chunked = equal_in_any_case(transfer, "chunked");
  // Without a length, libwebsockets delivers the body only for these methods.
  const bool takes_chunks = lws_hdr_total_length(wsi, WSI_TOKEN_POST_URI) > 0 ||
                            lws_hdr_total_length(wsi, WSI_TOKEN_PUT_URI) > 0 ||
                            lws_hdr_total_length(wsi, WSI_TOKEN_PATCH_URI) > 0;
  framing.broken = (!transfer.empty() && !framing.chunked) ||
                   (framing.chunked && (!length.empty() || !takes_chunks)) ||
                   length.size() > kLengthDigits || has_blank_framing(wsi);
  framing.comes = takes_chunks || !length.empty();
  framing.waits = equal_in_any_case(header_value(wsi, WSI_TOKEN_HTTP_EXPECT), "100-continue");
  if (!length.empty()) {
    std::size_t value = 0;
    const char* end = length.data() + length.size();
    const auto parsed = std::from_chars(length.data(), end, value);
    if (parsed.ec != std::errc() || parsed.ptr != end) framing.broken = true;
    framing.length = value;
  }
  return framing;
}

}  // namespace oread::server
