import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vivenuForTests } from './test-client.ts';

const client = vivenuForTests();

/** Fields that its public reference has beside the printed ones. */
const later = ['meta', 'checkoutId', 'checkoutItemId', 'salesChannelId', 'claimed', 'expired'];
const kind = (value: unknown) => (Array.isArray(value) ? 'array' : typeof value);

test('V11: tickets of a transaction have the printed fields, each of its printed kind', async () => {
  const file = join(import.meta.dirname, '../../electron/platforms/vivenu/samples/tickets.json');
  const [printed] = JSON.parse(readFileSync(file, 'utf8')) as [Record<string, unknown>];
  for (const name of ['complete_local', 'complete_seats']) {
    const tickets = (await client.tickets(await client.caseOf(name))) as Record<string, unknown>[];
    expect(tickets.length).toBeGreaterThan(0);
    const fields = tickets.flatMap((ticket) => Object.entries(ticket)).filter(([field]) => !later.includes(field));
    expect(new Set(fields.map(([field]) => field)).difference(new Set(Object.keys(printed)))).toEqual(new Set());
    const told = fields.filter(([, value]) => value !== null);
    expect(told.map(([field, value]) => [field, kind(value)])).toEqual(
      told.map(([field]) => [field, kind(printed[field])]),
    );
  }
});
