import { DEMO_TIMES, FULL_PRIVS, issueToken } from './ozora/jwt.ts';

/** What opens the sandbox's systems (platform-spec 7.3); told to the parent when the sandbox is ready, so that nobody copies them. */
export const credentials = {
  ticrs: { kind: 'apiKey', key: 'tic_sandbox_key' },
  vivenu: { kind: 'apiKey', key: 'key_sandbox', scanToken: 'acc_sandbox' },
  ozora: {
    kind: 'token',
    token: issueToken('user', FULL_PRIVS, DEMO_TIMES),
    serviceToken: issueToken('service', FULL_PRIVS, DEMO_TIMES),
  },
} as const;

/** What an account is to be told of these systems: O2 here finds the template of each ticket by itself. */
export const settings = { ozora: { template: '{"own":true}' } } as const;
