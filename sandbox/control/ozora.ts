import type { Ozora } from '../ozora/context.ts';
import { FULL_PRIVS, issueToken } from '../ozora/jwt.ts';
import type { OzoraSystem } from '../ozora/system.ts';
import { type ControlCall, ControlError, type ControlRoute, integer } from './control.ts';

function token(ctx: Ozora, { body }: ControlCall) {
  const type = body['type'] ?? 'user';
  if (type !== 'user' && type !== 'service') throw new ControlError(400, 'type must be user or service');
  const privs = body['privs'] ?? FULL_PRIVS;
  if (typeof privs !== 'object' || privs === null || Array.isArray(privs)) {
    throw new ControlError(400, 'privs must be an object');
  }
  const iat = Math.floor(ctx.clock.now() / 1000);
  const exp = iat + integer(body, 'expires_s', 8 * 3600);
  const sub = typeof body['sub'] === 'string' ? body['sub'] : undefined;
  return { token: issueToken(type, privs as Record<string, unknown>, { iat, exp }, sub), type, expires_at: exp };
}

/** What only the providers, the guest or the tickets service's login do on O.Z.O.R.A. */
export function ozoraRoutes({ ctx }: OzoraSystem): ControlRoute[] {
  return [['POST', '/ozora/token', (call) => token(ctx, call)]];
}
