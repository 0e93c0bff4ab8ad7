import { describe, expect, test } from 'vitest';
import { contract } from '../../../../shared/contract/index.ts';
import type { CatalogueItem } from '../../../../shared/domain/catalogue.ts';
import { type AccountId, as, type CatalogueItemId } from '../../../../shared/ids.ts';
import { separatorsOf } from '../amount.ts';
import { type DraftTroubles, draftOf, type ItemDraft, movedIds, newDraft, readDraft } from './item-draft.ts';

const serbian = separatorsOf('sr-Latn');
const good: ItemDraft = {
  ...newDraft(as<AccountId>('door'), 'RSD'),
  name: ' Balkon ',
  priceText: '867,62',
  date: '2025-11-21',
};

function troubles(change: Partial<ItemDraft>): DraftTroubles {
  const reading = readDraft({ ...good, ...change }, null, serbian);
  return reading.kind === 'troubles' ? reading.troubles : {};
}

describe('the form of a catalogue item', () => {
  test('what it reads is what the contract takes', () => {
    const reading = readDraft(good, null, serbian);
    expect(reading).toMatchObject({
      kind: 'item',
      input: { name: 'Balkon', unitPrice: { minor: 86762, currency: 'RSD' } },
    });
    if (reading.kind === 'item') expect(contract['catalogue.save'].input.safeParse(reading.input).success).toBe(true);
  });

  test.each<[Partial<ItemDraft>, DraftTroubles]>([
    [{ name: '  ' }, { name: 'missing' }],
    [{ priceText: '' }, { price: 'missing' }],
    [{ priceText: 'x' }, { price: 'not_an_amount' }],
    [{ priceText: '', byHand: true }, {}],
    [{ currency: 'dinar' }, { currency: 'not_a_currency' }],
    [{ currency: ' eur ' }, {}],
    [{ date: '' }, { date: 'missing' }],
    [{ date: '2025-02-31' }, { date: 'wrong' }],
    [{ type: 'product', date: '' }, {}],
    [{ type: 'service', date: '' }, {}],
    [{ type: 'event' }, { calendarId: 'missing' }],
    [{ type: 'event', calendarIdText: 'WPWLVQ' }, { calendarId: 'wrong' }],
    [{ type: 'event', calendarIdText: '123', date: '' }, {}],
    [{ type: 'event', calendarIdText: '123', ticketTypeIdText: 'a' }, { ticketTypeId: 'wrong' }],
    [{ type: 'product', calendarIdText: 'left over' }, {}],
  ])('%j: %j', (change, expected) => {
    expect(troubles(change)).toEqual(expected);
  });

  test('an id left over from another type is not sent', () => {
    const reading = readDraft({ ...good, calendarIdText: '5', ticketTypeIdText: '6' }, null, serbian);
    expect(reading).toMatchObject({ input: { calendarId: null, ticketTypeId: null } });
  });

  test('an item goes into the form and out of it unchanged', () => {
    const item: CatalogueItem = {
      id: as<CatalogueItemId>('i'),
      accountId: as<AccountId>('door'),
      name: 'Parter',
      type: 'event',
      unitPrice: { minor: 4990, currency: 'EUR' },
      currency: 'EUR',
      calendarId: 12,
      ticketTypeId: null,
      date: '2025-11-21',
      position: 3,
      importKey: 'k',
    };
    const { position, importKey, ...rest } = item;
    expect(readDraft(draftOf(item, serbian), item.id, serbian)).toEqual({ kind: 'item', input: rest });
  });
});

test('an item moves by one place and no further than the ends', () => {
  expect(movedIds(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
  expect(movedIds(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
  expect(movedIds(['a', 'b'], 'a', -1)).toBeNull();
  expect(movedIds(['a', 'b'], 'x', 1)).toBeNull();
});
