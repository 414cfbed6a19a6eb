/** Reads a request body as text without ever holding more than the limit of it. */

/** Longest body of any route, in bytes. A child's message has hundreds, a vendor's delivery a few thousand. */
export const MAX_BODY_BYTES = 256 * 1024;

/**
 * Reads the whole body as UTF-8; a byte order mark is kept, because signatures are made over every byte.
 *
 * @returns `null` once more than `maxBytes` were announced or have arrived; the rest is not read
 */
export async function readBody(request: Request, maxBytes: number = MAX_BODY_BYTES): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return null;
  if (request.body === null) return '';
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const reader = request.body.getReader();
  let text = '';
  let received = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    received += value.byteLength;
    if (received > maxBytes) {
      // A sender that went away meanwhile is no fault of ours.
      await reader.cancel().catch(() => undefined);
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}
