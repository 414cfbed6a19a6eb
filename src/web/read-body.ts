/** Reads a request body as text without ever holding more than the limit of it. */

/** Longest body of any route, in bytes. A child's message has hundreds, a vendor's delivery a few thousand. */
export const MAX_BODY_BYTES = 256 * 1024;

const newDecoder = () => new TextDecoder('utf-8', { ignoreBOM: true });

/** For whole bodies: it keeps nothing from one to the next. */
const decoder = newDecoder();

/**
 * Reads the whole body as UTF-8; a byte order mark is kept, because signatures are made over every byte.
 *
 * @returns `null` once more than `maxBytes` were announced or have arrived; the rest is not read
 */
export async function readBody(request: Request, maxBytes: number = MAX_BODY_BYTES): Promise<string | null> {
  const announced = request.headers.get('content-length');
  if (announced === null) return readUnannounced(request, maxBytes);
  // Nothing longer than announced gets through HTTP; and reading at once costs far less than a stream.
  if (Number(announced) > maxBytes) return null;
  const bytes = await request.arrayBuffer();
  return bytes.byteLength > maxBytes ? null : decoder.decode(bytes);
}

async function readUnannounced(request: Request, maxBytes: number): Promise<string | null> {
  if (request.body === null) return '';
  const decoder = newDecoder();
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
