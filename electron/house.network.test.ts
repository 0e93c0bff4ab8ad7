import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AccountId, SaleId } from '../shared/ids.ts';
import { HouseFixture, until } from './house.fixture.ts';
import { usualPace } from './sync/pace.ts';

/* The whole main process at the app's own pace, behind a network with moods: what the badge says, and how soon. */

/** `lossy`: every third connection dies. `silent`: it takes everything and answers nothing. `portal`: it answers for everybody. */
type Mood = 'well' | 'gone' | 'silent' | 'portal' | 'lossy';

const page = '<!DOCTYPE html><html><body>Venue Wi-Fi: please log in</body></html>';
const portalAnswer = `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: ${page.length}\r\n\r\n${page}`;

/** What lies between the laptop and the platform. */
class Network {
  #mood: Mood = 'well';
  #port = 0;
  #connections = 0;
  readonly #target: number;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server = createServer((socket) => this.#take(socket));

  constructor(target: string) {
    this.#target = Number(new URL(target).port);
  }

  /** @returns the platform's address as the laptop knows it. */
  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    this.#port = address.port;
    return `http://127.0.0.1:${this.#port}`;
  }

  /** What is open belongs to the mood before, and ends with it. */
  async become(mood: Mood): Promise<void> {
    const before = this.#mood;
    this.#mood = mood;
    if (mood === 'gone') await this.close();
    else if (before === 'gone') await this.open();
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #take(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    // A connection that breaks is what this network is for.
    socket.on('error', () => socket.destroy());
    this.#connections += 1;
    if (this.#mood === 'silent') return;
    if (this.#mood === 'lossy' && this.#connections % 3 === 0) socket.destroy();
    else if (this.#mood === 'portal') socket.on('data', () => socket.end(portalAnswer));
    else this.#pass(socket);
  }

  #pass(socket: Socket): void {
    const platform = dial(this.#target, '127.0.0.1');
    platform.on('error', () => socket.destroy());
    platform.on('close', () => socket.destroy());
    socket.on('close', () => platform.destroy());
    socket.pipe(platform).pipe(socket);
  }
}

let house: HouseFixture;
let network: Network;
let accountId: AccountId;
beforeAll(async () => {
  house = await HouseFixture.start();
  await house.close();
  house.pace = usualPace;
  // So that nothing but the heartbeat asks while the till is idle.
  house.pollSeconds = 30;
  await house.open();
  network = new Network(house.sandbox.ticrs);
  accountId = (await house.connect('ticrs', {}, await network.open())).id;
  await house.pulled(accountId);
}, 60_000);
afterEach(() => network.become('well'));
afterAll(async () => {
  await house.end();
  await network.close();
});

const badge = async (): Promise<string> => (await house.call('sync.status', undefined))[0]?.connectivity ?? 'none';

/** How late (ms) a timer may fire on a machine that has nothing else to do. */
const usuallyLateMs = 10;

/**
 * Waits for something, however long the machine takes.
 * @returns how long (ms) it took, less what this process was kept waiting for its turn meanwhile: the app lives in it, and what others do on the
 *   machine is no delay of its own.
 */
async function timed(what: string, look: () => Promise<boolean>): Promise<number> {
  const begun = performance.now();
  let keptWaiting = 0;
  for (;;) {
    if (await look()) return performance.now() - begun - keptWaiting;
    if (performance.now() - begun > 60_000) throw new Error(`${what} did not come`);
    const asked = performance.now();
    await pause(lookEveryMs);
    keptWaiting += Math.max(0, performance.now() - asked - lookEveryMs - usuallyLateMs);
  }
}

const lookEveryMs = 40;

/** @returns how long (ms) it took until the badge said so. */
const badgeSays = (word: string): Promise<number> => timed(`the badge ${word}`, async () => (await badge()) === word);

async function sell(guest: string): Promise<SaleId> {
  const customer = { name: guest, email: `${guest}@example.test`, phone: '' };
  const unitPrice = { minor: 20_000, currency: 'RSD' };
  const item = { type: 'service', name: 'Poster', quantity: 1, unitPrice } as const;
  const items = [{ ...item, calendarId: null, ticketTypeId: null, date: null }];
  return (await house.call('sales.create', { accountId, customer, items, currency: 'RSD' })).id;
}

const trueWithinMs = 5_000;
const backWithinMs = 4_000;

describe('the badge', () => {
  test.each<[string, Mood, string]>([
    ['the network gone', 'gone', 'offline'],
    ['a host that takes everything and answers nothing', 'silent', 'slow'],
    ['a captive portal', 'portal', 'portal'],
  ])(
    '%s: true within five seconds, and the way back within four',
    async (_name, mood, word) => {
      await badgeSays('online');
      await network.become(mood);
      expect(await badgeSays(word)).toBeLessThan(trueWithinMs);
      await network.become('well');
      expect(await badgeSays('online')).toBeLessThan(backWithinMs);
    },
    180_000,
  );

  test('what was sold while the network was gone is sent as soon as it is back, by itself', async () => {
    await badgeSays('online');
    await network.become('gone');
    await badgeSays('offline');
    const id = await sell('ana');
    await network.become('well');
    const sent = async () => (await house.call('sales.get', { saleId: id })).queueState === 'confirmed';
    expect(await timed('the sending', sent)).toBeLessThan(backWithinMs);
  }, 180_000);

  test('a network that loses every third connection is no portal, and what is sold through it is not sent twice', async () => {
    await network.become('lossy');
    const seen = new Set<string>();
    for (let n = 0; n < 6; n += 1) {
      const id = await sell(`guest${n}`);
      await until('an end', async () => {
        seen.add(await badge());
        const { queueState } = await house.call('sales.get', { saleId: id });
        return queueState === 'confirmed' || queueState === 'unknown';
      });
    }
    await network.become('well');
    expect(seen).not.toContain('portal');
    await badgeSays('online');
    // What did not arrive is still looked for; a second one of anything would make it more.
    const sold = await house.call('sales.recent', { limit: 50 });
    const { total } = await house.sandbox.control<{ total: number }>('GET', '/orders?origin=api');
    expect(total).toBe(sold.filter(({ queueState }) => queueState === 'confirmed').length);
  }, 180_000);
});
