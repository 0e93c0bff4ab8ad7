import { expect, test } from 'vitest';
import { type SystemId, systemIds } from '../../shared/domain/accounts.ts';
import { type AccountId, as } from '../../shared/ids.ts';
import { createPlatform, systemCapabilities } from './registry.ts';

test('every system is made and can do something; an account of one that only a newer version knows rests in words', () => {
  for (const system of systemIds) expect(systemCapabilities(system)).not.toEqual([]);
  const newer = 'fourth' as SystemId;
  expect(systemCapabilities(newer)).toEqual([]);
  const options = {
    ...{
      accountId: as<AccountId>('a'),
      baseUrl: 'https://example.test',
      version: '0.0.0',
      language: () => 'en' as const,
    },
    credential: { kind: 'apiKey', key: 'key' } as const,
  };
  expect(() => createPlatform(newer, options)).toThrow('this version does not know the system fourth');
});
