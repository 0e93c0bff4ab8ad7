/**
 * Chromium does not know `app://`, so each host of a custom scheme is shown to it as an https origin of its own that no
 * network has: `app://willcall/x` ↔ `https://willcall.app.invalid/x`. The app itself only ever sees the former.
 */

/** The address that Chromium is given for one of the app's. Others come back unchanged. */
export function toBrowserUrl(url: string, schemes: ReadonlySet<string>): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url);
  if (!match?.[1] || !schemes.has(match[1].toLowerCase())) return url;
  return `https://${match[2]}.${match[1].toLowerCase()}.invalid${match[3]}`;
}

/** The app's address for one that Chromium reports. Others come back unchanged. */
export function toAppUrl(url: string, schemes: ReadonlySet<string>): string {
  const match = /^https:\/\/([^/?#]*)\.([a-z][a-z0-9+-]*)\.invalid(?=[/?#]|$)(.*)$/i.exec(url);
  if (!match?.[2] || !schemes.has(match[2].toLowerCase())) return url;
  return `${match[2]}://${match[1]}${match[3]}`;
}
