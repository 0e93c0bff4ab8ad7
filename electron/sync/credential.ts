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

/** Second tokens: of an access user or of a service. Left out: stays; null: goes. */
export interface SecondTokens {
  readonly scanToken?: string | null | undefined;
  readonly serviceToken?: string | null | undefined;
}

/** Enough of a credential to tell two accounts apart, and no more. */
export function credentialHint(credential: Credential): string {
  switch (credential.kind) {
    case 'login':
      return credential.email;
    case 'apiKey':
      return `…${credential.key.slice(-4)}`;
    case 'token':
      return `…${credential.token.slice(-4)}`;
  }
}

/** The second tokens that a credential holds. */
export function secondOf(credential: Credential): SecondTokens {
  const { scanToken } = credential;
  return credential.kind === 'token' ? { scanToken, serviceToken: credential.serviceToken } : { scanToken };
}

/** A credential with other second tokens; one that its kind does not know is left out. Pure. */
export function withSecond(credential: Credential, second: SecondTokens, how: 'where missing' | 'as told'): Credential {
  const own = secondOf(credential);
  const chosen = (mine: string | null | undefined, told: string | null | undefined) => {
    if (how === 'where missing') return mine ?? told ?? undefined;
    return told === undefined ? (mine ?? undefined) : (told ?? undefined);
  };
  const scanToken = chosen(own.scanToken, second.scanToken);
  if (credential.kind !== 'token') return { ...credential, scanToken };
  return { ...credential, scanToken, serviceToken: chosen(own.serviceToken, second.serviceToken) };
}
