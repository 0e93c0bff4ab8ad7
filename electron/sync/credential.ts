import { z } from 'zod';
import type { Credential } from '../../shared/domain/accounts.ts';
import { problem } from '../../shared/errors.ts';
import { Secret } from '../secret.ts';

const scanToken = z.string().optional();

const stored = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('apiKey'), key: z.string(), scanToken }),
  z.object({ kind: z.literal('login'), email: z.string(), password: z.string(), scanToken }),
  z.object({ kind: z.literal('token'), token: z.string(), serviceToken: z.string().optional(), scanToken }),
]);

/** A credential as the keychain keeps it. */
export function sealCredential(credential: Credential): Secret {
  return new Secret(JSON.stringify(credential));
}

/** @throws ProblemError `key_refused` when the keychain's entry is not a credential. */
export function openCredential(secret: Secret): Credential {
  const parsed = stored.safeParse(parse(secret.reveal()));
  if (!parsed.success) throw problem('key_refused', 'the keychain entry of this account cannot be read');
  return parsed.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
