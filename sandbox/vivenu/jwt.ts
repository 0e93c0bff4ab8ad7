import { createHmac, timingSafeEqual } from 'node:crypto';

const SECRET = 'vivenu-sandbox';
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const mac = (text: string) => createHmac('sha256', SECRET).update(text).digest();

export interface Claims {
  readonly _id: string;
  readonly sellerId: string;
  readonly email: string;
  /** The POS it was refreshed for. */
  readonly posId?: string | undefined;
  /** Seconds. */
  readonly iat: number;
  readonly exp: number;
}

/** HS256. */
export function sign(claims: Claims): string {
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${mac(text).toString('base64url')}`;
}

/** The claims of a token that this sandbox signed and that has not expired; else undefined. */
export function verify(token: string, nowMs: number): Claims | undefined {
  const [head, body, signature, more] = token.split('.');
  if (!head || !body || !signature || more !== undefined) return undefined;
  const given = Buffer.from(signature, 'base64url');
  const wanted = mac(`${head}.${body}`);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Claims;
  return claims.exp * 1000 > nowMs ? claims : undefined;
}
