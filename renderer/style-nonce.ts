/**
 * The nonce that the CSP asks of style elements. Vite writes `<meta property="csp-nonce">` into index.html and the app's protocol handler fills
 * in a fresh value per answer; browsers show it as the `nonce` property only.
 */
export function styleNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce || (meta?.getAttribute('nonce') ?? '');
}
