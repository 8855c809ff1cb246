// The body of a response, as far as the engine reads it.

/**
 * Reads a body as text. One of more than `max` bytes is cut off soon after them, before it is read whole, so that the engine
 * sees that it is too long. Rejects if the network fails, or if `decoder` is strict and the body is not UTF-8.
 */
export async function bodyOf(
  answer: Response,
  max: number,
  decoder: TextDecoder | undefined,
): Promise<string> {
  const reader = decoder && answer.body?.getReader();
  // React Native's `fetch` has no streams.
  if (!reader) return (await answer.text()).slice(0, max + 1);
  let text = '';
  // The last character may be incomplete: up to three bytes of it are not in `text`.
  for (let left = max + 3; left >= 0;) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    if (done) return text;
    left -= value.length;
  }
  reader.cancel().catch(() => {});
  return text.slice(0, max + 1);
}
