import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LookupFilter, TicketRow } from '../../shared/domain/tickets.ts';
import { foldForIndex, foldQuery, phoneOf, plain } from '../../shared/fold.ts';
import { as, type EventId, type OrderId } from '../../shared/ids.ts';
import type { Cache } from './cache.ts';
import { account, cacheKit, orderLike, otherAccount, pullAll, ticketRow } from './test-kit.ts';

const tonight = '2026-08-30';
const later = '2026-09-01T19:00:00+02:00';

function names(cache: Cache, query: string, filter: LookupFilter = {}, limit = 50): string[] {
  return cache.tickets
    .search(query, filter, { limit, tonight })
    .hits.map((hit) => (hit.kind === 'ticket' ? hit.ticket.holder.name : hit.order.number));
}

function ranks(cache: Cache, query: string): string[] {
  return cache.tickets.search(query, {}, { limit: 50, tonight }).hits.map((hit) => hit.rank);
}

function pull(cache: Cache, guests: readonly Partial<Parameters<typeof ticketRow>[0]>[]): void {
  pullAll(
    cache,
    guests.map((guest, n) => ticketRow({ identity: n.toString(16).padStart(8, '0'), ...guest })),
  );
}

describe('the lookup', () => {
  test('finds a name in any script, spelling and order, at each keystroke', () => {
    const { cache } = cacheKit();
    pull(cache, [
      { name: 'Ђорђе Петровић' },
      { name: 'Đorđe Petrović' },
      { name: 'Djordje Petrovic' },
      { name: 'Ana Anić' },
    ]);
    for (const query of ['đorđe', 'ђор', 'd', 'dj', 'djo', 'djordje pet', 'petrovic dorde', 'PETROVIĆ']) {
      expect([query, names(cache, query).length]).toEqual([query, 3]);
    }
    expect(names(cache, 'etrovic')).toEqual([]);
    expect(names(cache, 'ana ana')).toEqual(['Ana Anić']);
  });

  test('finds a seat by its words, by itself and behind a name, tonight as on any other evening', () => {
    for (const date of ['2026-08-30T19:00:00+02:00', later]) {
      const { cache } = cacheKit();
      pull(cache, [
        { date, name: 'Ana Petrović', barcode: '1', seat: 'Parkett · links · 7 · 22' },
        { date, name: 'Mila Anić', barcode: '2', seat: 'Parkett · rechts · 7 · 2' },
        { date, name: '', barcode: '3', seat: 'Balkon · 7 · 22' },
        { date, name: 'Партер Петровић' },
      ]);
      expect(names(cache, 'parkett 7 22')).toEqual(['Ana Petrović']);
      expect(names(cache, 'ана 22')).toEqual(['Ana Petrović']);
      expect(names(cache, 'links')).toEqual(['Ana Petrović']);
      expect(names(cache, '7 22')).toEqual(['Ana Petrović', '']);
      expect(names(cache, 'parkett 7 2')).toEqual(['Mila Anić', 'Ana Petrović']);
      expect(names(cache, 'parkett 9')).toEqual([]);
      expect(names(cache, '7 2')[0]).toBe('Mila Anić');
      expect(names(cache, 'rechts 7 2')).toEqual(['Mila Anić']);
      // A list by name has those without one last, wherever they sit.
      expect(names(cache, '', { day: date.slice(0, 10) }).at(-1)).toBe('');
    }
  });

  test('has the row before the seat, whether or not the block between is said', () => {
    const { cache } = cacheKit();
    pull(cache, [
      { name: 'Ana', barcode: '1', seat: 'Parkett · links · 2 · 1' },
      { name: 'Zoe', barcode: '2', seat: 'Parkett · links · 1 · 2' },
    ]);
    expect(names(cache, 'parkett 1 2')).toEqual(['Zoe', 'Ana']);
    expect(names(cache, 'parkett 2 1')).toEqual(['Ana', 'Zoe']);
  });

  test('finds a seat that was changed by its new words only', () => {
    const { cache } = cacheKit();
    pull(cache, [{ name: 'Ana', barcode: '1', seat: 'Parkett · 7 · 22' }]);
    pull(cache, [{ name: 'Ana', barcode: '1', seat: 'Balkon · 1 · 3' }]);
    expect([names(cache, 'parkett'), names(cache, 'balkon 1 3')]).toEqual([[], ['Ana']]);
  });

  test('finds a ticket by the whole secret of its link, as it is, and keeps it to itself', () => {
    const { cache } = cacheKit();
    pull(cache, [
      { name: 'Ana', barcode: '1', secret: '0c7f9A-22' },
      { name: 'Mila', barcode: '2', secret: '0c7f9b-23' },
    ]);
    expect(names(cache, ' 0c7f9A-22 ')).toEqual(['Ana']);
    expect(ranks(cache, '0c7f9A-22')).toEqual(['exact']);
    for (const query of ['0c7f9a-22', '0c7f9A', '0c7f']) expect([query, names(cache, query)]).toEqual([query, []]);
    const { hits } = cache.tickets.search('ana', {}, { limit: 5, tonight });
    expect(JSON.stringify(hits)).not.toContain('0c7f9A');
    pull(cache, [{ name: 'Ana', barcode: '1', secret: 'another' }]);
    expect([names(cache, '0c7f9A-22'), names(cache, 'another')]).toEqual([[], ['Ana']]);
  });

  test('finds parts of phones, e-mails, and whole codes', () => {
    const { cache } = cacheKit();
    pull(cache, [
      { name: 'Alanis', email: 'Alanis.McLaughlin@firma.rs', phone: '+14303747043' },
      { name: 'Mila', email: 'mila@gmail.com', phone: '+381641234567', orderNumber: 'AYM-0579' },
      { name: 'Vera', barcode: 'sEcReT-Code-1' },
    ]);
    for (const query of ['3747043', '430 374', '+1430', 'mclaugh', 'alanis.mc', '@firma', 'FIRMA.RS', 'laughlin@f']) {
      expect([query, names(cache, query)]).toEqual([query, ['Alanis']]);
    }
    for (const query of ['064 123', '0641234567', '064/123-45', '+381 64 1234', 'aym0579', 'AYM-0579', '0579']) {
      expect([query, names(cache, query)]).toEqual([query, ['Mila']]);
    }
    expect(ranks(cache, 'aym0579')).toEqual(['exact']);
    expect(ranks(cache, 'mila@gmail.com')).toEqual(['exact']);
    expect(names(cache, 'mila 1234')).toEqual(['Mila']);
    expect(names(cache, 'mila gmail')).toEqual(['Mila']);
    expect(names(cache, 'mila 9999')).toEqual([]);
    expect(ranks(cache, 'sEcReT-Code-1')).toEqual(['exact']);
    expect(names(cache, 'secret-code-1')).toEqual([]);
  });

  test('puts exact codes first, then tonight, then names, then the rest', () => {
    const { cache } = cacheKit();
    pull(cache, [
      { name: 'Zora Later', date: later, email: 'x@mark.rs' },
      { name: 'Marko Later', date: later },
      { name: 'Mark Later', date: later },
      { name: 'Marko Tonight' },
      { name: 'Ana Tonight', email: 'marko@x.rs' },
      { name: 'Zed', date: later, orderNumber: 'MARK' },
    ]);
    cache.orders.upsertOrders([orderLike({ number: 'MARK', contact: { name: 'Nobody', email: '', phone: '' } })]);
    expect(names(cache, 'mark')).toEqual([
      'MARK',
      'Zed',
      'Marko Tonight',
      'Ana Tonight',
      'Mark Later',
      'Marko Later',
      'Zora Later',
    ]);
    expect(ranks(cache, 'mark')).toEqual(['exact', 'exact', 'tonight', 'tonight', 'name', 'name', 'other']);
  });

  test('narrows by event, day and account, and says when there is more', () => {
    const { cache } = cacheKit();
    pull(cache, [{ name: 'Ana One' }, { name: 'Ana Two', event: 'BBB' }, { name: 'Ana Three', date: later }]);
    pullAll(cache, [ticketRow({ name: 'Ana Other' })], { accountId: otherAccount });
    expect(names(cache, 'ana', { eventId: as<EventId>('BBB') })).toEqual(['Ana Two']);
    expect(names(cache, 'ana', { day: '2026-09-01' })).toEqual(['Ana Three']);
    expect(names(cache, 'ana', { accountId: otherAccount })).toEqual(['Ana Other']);
    expect(names(cache, 'ana', { accountId: account, day: tonight })).toEqual(['Ana One', 'Ana Two']);
    expect(names(cache, 'ana', { eventId: as<EventId>('bbb') })).toEqual([]);
    expect(cache.tickets.search('ana', {}, { limit: 3, tonight })).toMatchObject({ more: true, hits: { length: 3 } });
    expect(cache.tickets.search('ana', {}, { limit: 4, tonight })).toMatchObject({ more: false, hits: { length: 4 } });
  });

  test('lists by name when nothing is typed: tonight, or what the filter says', () => {
    const { cache } = cacheKit();
    pull(cache, [{ name: 'Zora' }, { name: 'Đura' }, { name: 'Ana', event: 'BBB' }, { name: 'Mila', date: later }]);
    expect(names(cache, '')).toEqual(['Ana', 'Đura', 'Zora']);
    expect(names(cache, ' -- ')).toEqual(['Ana', 'Đura', 'Zora']);
    expect(names(cache, '', { day: '2026-09-01' })).toEqual(['Mila']);
    expect(names(cache, '', { eventId: as<EventId>('WPWLVQ') })).toEqual(['Đura', 'Mila', 'Zora']);
    expect(ranks(cache, '')).toEqual(['tonight', 'tonight', 'tonight']);
    expect(cache.tickets.search('', {}, { limit: 2, tonight })).toMatchObject({ more: true, hits: { length: 2 } });
    expect(cache.tickets.search('', {}, { limit: 2, tonight: '2030-01-01' }).hits).toEqual([]);
  });

  test('lists guests without a name last', () => {
    const { cache } = cacheKit();
    pull(cache, [{ name: '' }, { name: 'Žarko Žarić' }, { name: '' }, { name: 'Ana Anić' }]);
    expect(names(cache, '')).toEqual(['Ana Anić', 'Žarko Žarić', '', '']);
  });

  test('finds orders by number, token and contact', () => {
    const { cache } = cacheKit();
    const contact = { name: 'Драгана Јовић', email: 'dragana@firma.rs', phone: '+381641112223' };
    cache.orders.upsertOrders([
      orderLike({ contact }),
      orderLike({ id: as<OrderId>('order-2'), number: 'BBB-0001', publicToken: 'Q9xZ0000' }),
    ]);
    for (const query of [
      'aym0579',
      'AYM-0579',
      'aym 0579',
      '5njmtkyo',
      '5njMTKyO',
      'aym',
      'jTKy'.slice(1),
      'dragana',
      'jovic',
      '@firma',
      '064111',
    ]) {
      expect([query, names(cache, query)]).toEqual([query, ['AYM-0579']]);
    }
    expect(ranks(cache, '5njMTKyO')).toEqual(['exact']);
    expect(names(cache, 'aym0579', { day: tonight })).toEqual([]);
    expect(names(cache, 'aym0579', { accountId: otherAccount })).toEqual([]);
  });

  test.each([
    'a OR b "; --',
    '"',
    "'",
    '*',
    'a*',
    'NEAR(a b)',
    'words:ana',
    '^ana',
    '(',
    'a AND',
    '\u0000',
    '%_',
    '""""',
    '+-()',
    '😀',
    'a"b"c',
  ])('takes %j for text and never for a command', (query) => {
    const { cache } = cacheKit();
    pull(cache, [{ name: 'Ana' }]);
    expect(() => names(cache, query)).not.toThrow();
    expect(names(cache, 'ana')).toEqual(['Ana']);
  });
});

describe('the lookup against looking at every row', () => {
  const name = fc.constantFrom(
    'Ana',
    'Anna Petrović',
    'Ђорђе Ђурић',
    'Đorđe Jović',
    'Marko Marković',
    'Mikhail',
    'Михаил Петров',
    'Müller',
    '',
  );
  const email = fc.constantFrom('', 'ana.p@gmail.com', 'marko@gmail.com', 'DJ@firma.rs', 'petrovic12@mail.ru');
  const phone = fc.constantFrom('', '+381641234567', '+381649999999', '+14303747043', '064 55 66 77');
  const guests = fc.array(
    fc.record({ name, email, phone, date: fc.constantFrom('2026-08-30T19:00:00+02:00', later) }),
    { maxLength: 14 },
  );
  const query = fc.oneof(
    fc.constantFrom(
      'a',
      'an',
      'ana',
      'ana p',
      'pet ana',
      'đ',
      'djo',
      'маrk',
      'mik',
      'михаил',
      'mul',
      'mueller',
      'dj@f',
    ),
    fc.constantFrom(
      'gmail',
      '@gmail.com',
      '0641',
      '64 99',
      '3747043',
      'petrovic12',
      'c12@',
      'ana gmail',
      'marko 123',
      'xyz',
    ),
  );

  test('finds all that begin so or hold it, and nothing else', () => {
    const { cache } = cacheKit();
    fc.assert(
      fc.property(guests, query, (list, text) => {
        cache.removeAccount(account);
        pull(cache, list);
        const found = cache.tickets.search(text, {}, { limit: 100, tonight }).hits.length;
        const expected = list.filter((guest) => matches(guest, text)).length;
        // Two words without digits: what matches half by name and half by e-mail is shown when there is nothing better.
        const halves = /^\p{L}+ \p{L}+$/u.test(text);
        if (halves) expect([text, found > 0, found <= expected]).toEqual([text, expected > 0, true]);
        else expect([text, found]).toEqual([text, expected]);
      }),
      { numRuns: 150 },
    );
  });
});

/** What the lookup promises, said plainly: every piece begins a word of the name, or is part of the e-mail or phone. */
function matches(guest: { name: string; email: string; phone: string }, text: string): boolean {
  const asked = foldQuery(text);
  const words = foldForIndex(guest.name).split(' ');
  const begins = (list: readonly string[]): boolean =>
    list.length > 0 && list.every((word) => words.some((each) => each.startsWith(word)));
  const phone = phoneOf(guest.phone);
  if (begins(asked.words)) return true;
  if (asked.phone !== null && asked.pieces.length > 1) return phone.includes(asked.phone);
  const holds = (piece: string): boolean => {
    const digits = /^\d+$/.test(piece) ? phoneOf(piece) : '';
    return plain(guest.email).includes(piece) || (digits.length >= 3 && phone.includes(digits));
  };
  // The index of e-mails and phones is of three letters each: one piece at least must be found by it.
  if (!asked.pieces.some((piece) => piece.length >= 3 && holds(piece))) return false;
  return asked.pieces.every((piece) => holds(piece) || begins(foldQuery(piece).words));
}

test('the full-text indexes stay in step with the tickets through any edits', () => {
  const { cache, look } = cacheKit();
  const edit = fc.record({
    no: fc.nat(11),
    name: fc.constantFrom('Ana', 'Михаил Mikhail', 'Đorđe', 'Zoltán', ''),
    email: fc.constantFrom('', 'a@b.rs', 'ana.petrovic@gmail.com'),
    gone: fc.boolean(),
  });
  const present = new Map<number, TicketRow>();
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
      for (const { no, name, email, gone } of edits) {
        if (gone) present.delete(no);
        else present.set(no, ticketRow({ identity: `0${no.toString(16)}`, name, email }));
      }
      pullAll(cache, [...present.values()], { size: 4 });
      look((db) => {
        for (const index of ['ticket_words', 'ticket_codes']) {
          db.prepare(`INSERT INTO ${index} (${index}, rank) VALUES ('integrity-check', 1)`).run();
        }
        expect(db.prepare('SELECT sum(tickets) FROM event_date').pluck().get() ?? 0).toBe(present.size);
      });
      expect(cache.tickets.count(account)).toBe(present.size);
    }),
    { numRuns: 40 },
  );
});
