/** Answers requests for `app://willcall/`: the built renderer, read-only, each answer with its policy. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolveAppFile } from './app-files.ts';
import { NONCE_PLACEHOLDER, securityHeaders } from './content-policy.ts';

/**
 * The answer to one request of a page.
 * @param root absolute path of out/renderer.
 */
export async function answerAppRequest(root: string, request: Pick<Request, 'url' | 'method'>): Promise<Response> {
  const nonce = randomBytes(18).toString('base64');
  const headers = securityHeaders(nonce);
  if (request.method !== 'GET') return new Response(null, { status: 405, headers });
  const file = await resolveAppFile(root, request.url);
  if ('status' in file) return new Response(null, { status: file.status, headers });
  const body = await readFile(file.path);
  return new Response(file.type.startsWith('text/html') ? withNonce(body, nonce) : new Uint8Array(body), {
    headers: { ...headers, 'content-type': file.type },
  });
}

function withNonce(html: Buffer, nonce: string): string {
  return html.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce);
}
