import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Contact } from '../../shared/domain/tickets.ts';
import type { SaleId } from '../../shared/ids.ts';
import { TestLine } from './test-line.fixture.ts';

let it: TestLine;
beforeEach(() => {
  it = new TestLine();
});
afterEach(() => it.remove());

const sale = (id: SaleId) => it.ledger.sales.get(id);

describe('what a closed connection left behind, delivered by the system later', () => {
  const seconds = async (count: number): Promise<void> => it.settle(count * 1_000);

  test.each<[string, Partial<Contact>, string]>([
    ['a sale that carries its reference is found', {}, 'confirmed'],
    ['any other is shown to a person', { name: 'Ana', email: 'ana@example.test' }, 'needs_person'],
  ])('the network goes with the answer and comes back later: %s', async (_name, contact, state) => {
    it.line.board.beat('there');
    const id = it.sell(contact);
    it.fake.lateMs = 290_000;
    await it.push('late');
    it.line.board.beat('gone');
    it.fake.unreachable = true;
    await seconds(200);
    it.fake.unreachable = false;
    it.line.board.beat('there');
    await it.settle();
    expect([sale(id)?.queueState, it.fake.writes, it.fake.made.length]).toEqual([state, 1, 1]);
  });

  test('the laptop sleeps for an hour with a sale on its way, and its steady clock goes on', async () => {
    const id = it.sell({});
    it.fake.lateMs = 3_690_000;
    await it.push('late');
    it.pass(3_600_000);
    it.line.board.woke();
    await seconds(60);
    expect([sale(id)?.queueState, it.fake.writes]).toEqual(['unknown', 1]);
    await it.settle();
    expect([sale(id)?.queueState, it.fake.writes, it.fake.made.length]).toEqual(['confirmed', 1, 1]);
  });

  test('the process dies, and the laptop sleeps until the next day', async () => {
    const id = it.sell();
    it.fake.lateMs = 43_260_000;
    await it.push('late');
    it.pass(43_200_000);
    it.restart();
    await it.settle();
    expect([sale(id)?.queueState, it.fake.writes, it.fake.made.length]).toEqual(['needs_person', 1, 1]);
  });

  test('a network that comes and goes holds nothing up for ever', async () => {
    const id = it.sell();
    await it.push('lost_before');
    for (let minute = 0; minute < 9; minute += 1) {
      it.line.board.beat('gone');
      await seconds(30);
      it.line.board.beat('there');
      await seconds(30);
    }
    expect([sale(id)?.queueState, it.fake.writes]).toEqual(['unknown', 1]);
    await seconds(100);
    expect([sale(id)?.queueState, it.fake.writes, it.fake.made.length]).toEqual(['confirmed', 2, 1]);
  });
});
