import { problem } from '../../shared/errors.ts';

const loopbackNames = new Set(['localhost', '[::1]']);

function isLoopback(hostname: string): boolean {
  // The URL parser has already turned 0x7f.1 and 2130706433 into 127.0.0.1, so plain text is enough here.
  return loopbackNames.has(hostname) || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}

/**
 * The origin of an account's API, if it may be trusted with a key: https anywhere, http on this machine only.
 * @returns the origin without a trailing slash, e.g. `https://tic.rs`.
 * @throws ProblemError `insecure_url` for http elsewhere and for other schemes, `invalid_input` for what is no plain origin.
 */
export function checkBaseUrl(text: string): string {
  const fail = (message: string) => problem('invalid_input', message, { fields: { baseUrl: [message] } });
  if (!URL.canParse(text.trim())) throw fail('not a web address');
  const url = new URL(text.trim());
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!secure) {
    const message = 'https is needed, or http on this machine';
    throw problem('insecure_url', message, { fields: { baseUrl: [message] } });
  }
  if (url.username !== '' || url.password !== '') throw fail('a web address with a name or password in it');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') throw fail('only scheme, host and port');
  return url.origin;
}
