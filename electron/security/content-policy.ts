/** What a page of ours may load and do. The reasons for the style rule are in docs/decisions/0001-csp-style.md. */

/** What the build leaves in index.html where each answer puts a fresh nonce (build/bundles.ts). */
export const NONCE_PLACEHOLDER = 'WILLCALL_CSP_NONCE';

/**
 * The Content-Security-Policy of one answer.
 * @param nonce base64, made anew for each answer; the style elements that Mantine makes carry it.
 */
export function contentPolicy(nonce: string): string {
  if (!/^[A-Za-z0-9+/]{16,}={0,2}$/.test(nonce)) throw new TypeError('a nonce is base64 of at least 96 bits');
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    // The network is main's job.
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** All headers of an answer, besides its type. */
export function securityHeaders(nonce: string): Record<string, string> {
  return {
    'content-security-policy': contentPolicy(nonce),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), usb=(), serial=(), hid=(), bluetooth=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
  };
}
