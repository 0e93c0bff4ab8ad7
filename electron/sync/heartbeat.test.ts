import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { accountId, anAccount } from '../ledger/test-ledger.ts';
import { selfSigned } from '../platforms/certificate.fixture.ts';
import type { HostSign } from '../platforms/http.ts';
import type { Platform } from '../platforms/platform.ts';
import { failure } from '../platforms/platform-error.ts';
import { createPlatform } from '../platforms/registry.ts';
import { beatPauseMs, heartbeat, waitForBeat } from './heartbeat.ts';
import { HostSigns } from './host-signs.ts';
import { Host, type Mood, noTickets } from './moody-host.fixture.ts';
import { usualPace } from './pace.ts';
import { Sync } from './sync.ts';
import { TestLine } from './test-line.fixture.ts';
import { Bell } from './wait.ts';

function ticrsAt(baseUrl: string): Platform {
  const credential = { kind: 'apiKey', key: 'k' } as const;
  return createPlatform('ticrs', { accountId, baseUrl, credential, version: 'test', language: () => 'en' });
}

let host: Host;
let it: TestLine;
beforeEach(async () => {
  host = new Host();
  it = new TestLine({ platform: ticrsAt(await host.open()) });
});
afterEach(async () => {
  it.remove();
  await host.close();
});

const badge = () => it.line.board.connectivity;
const problemShown = () => {
  const queue = it.ledger.queue.counts(accountId);
  const times = { freshAt: null, completeAt: null, ordersReadAt: null };
  const stored = { ...times, tickets: 0, expectedTickets: null, setAside: 0, queue };
  return it.line.board.status(accountId, stored).problem?.code;
};
const look = async (): Promise<void> => {
  it.line.board.question();
  await heartbeat(it.line);
};

describe('the badge', () => {
  test.each<[string, Mood, string]>([
    ['a host that answers', 'well', 'online'],
    ['one that takes the question and does not answer', 'silent', 'slow'],
    ['a connection that dies each time', 'cut', 'offline'],
    ['a connection that died once: a lost packet', 'cut once', 'online'],
    ['a portal that sends elsewhere', 'redirect', 'portal'],
    ['a portal that answers with its own page', 'portal', 'portal'],
  ])('%s', async (_name, mood, shown) => {
    host.mood = mood;
    await look();
    expect(badge()).toBe(shown);
  });

  test('a host that is gone', async () => {
    await host.close();
    await look();
    expect(badge()).toBe('offline');
  });

  test('a name that nobody resolves any more', async () => {
    const gone = new TestLine({ platform: ticrsAt('https://no-such-host.invalid') });
    await heartbeat(gone.line);
    expect(gone.line.board.connectivity).toBe('offline');
    gone.remove();
  });

  test('a portal that answers for the host is left only when the platform itself answers', async () => {
    host.mood = 'portal';
    it.line.board.failed({ code: 'not_json', message: '', retryable: true });
    await look();
    expect(badge()).toBe('portal');
    host.mood = 'well';
    await look();
    expect(badge()).toBe('online');
    expect(it.told).toContain('back online');
  });

  test('a portal that comes up while nobody asks for anything is seen by the next beat, and the way back too', async () => {
    // This host shows a page where /robots.txt would be, as some do.
    await look();
    await look();
    expect([badge(), host.questions]).toEqual(['online', 1]);
    host.mood = 'portal';
    await look();
    // A page like the host's own: only the next request tells it from that.
    expect(badge()).toBe('online');
    it.line.board.failed({ code: 'not_json', message: '', retryable: true });
    expect(badge()).toBe('portal');
    await look();
    expect(badge()).toBe('portal');
    host.mood = 'well';
    await look();
    expect(badge()).toBe('online');
  });

  test('a portal that another request finds while a beat is under way is not ended by that beat', async () => {
    const reach = async (): Promise<HostSign> => {
      it.line.board.failed({ code: 'not_json', message: '', retryable: true });
      return { sign: '404', page: false };
    };
    await heartbeat({ ...it.line, platform: { ...it.line.platform, reach } });
    expect(badge()).toBe('portal');
    await look();
    expect(badge()).toBe('online');
  });

  test('a host that is cut off behind a portal is offline', async () => {
    host.mood = 'portal';
    await look();
    host.mood = 'cut';
    await look();
    expect(badge()).toBe('offline');
    // No longer "a page for people came back".
    expect(problemShown()).toBe('host_unreachable');
    host.mood = 'portal';
    await look();
    expect(badge()).toBe('portal');
  });

  test('a request without an answer asks for a look at once, and changes nothing by itself', () => {
    it.line.board.answered();
    it.line.board.failed({ code: 'timeout', message: '', retryable: true });
    expect(badge()).toBe('online');
    expect(it.told).toContain('question');
  });

  test('an answer at last does not make a slow host fast', async () => {
    host.mood = 'silent';
    await look();
    it.line.board.answered();
    expect(badge()).toBe('slow');
    host.mood = 'well';
    await look();
    expect(badge()).toBe('online');
  });

  test('is true within five seconds whatever happens, and the way back within four', () => {
    expect(usualPace.heartbeatMs + usualPace.heartbeatWithinMs).toBeLessThan(5_000);
    // One look that began just before the way opened, and one that finds it.
    expect(usualPace.heartbeatWithinMs + usualPace.heartbeatOfflineMs).toBeLessThan(4_000);
  });

  test('an answer between two beats does not put the next one off by more than its own time', async () => {
    it.line.board.answered();
    it.passedMs += usualPace.heartbeatMs - 100;
    expect(beatPauseMs(it.line)).toBe(100);
    it.passedMs += 100;
    host.mood = 'cut';
    await heartbeat(it.line);
    expect(badge()).toBe('offline');
  });

  test('while the host answers other requests nobody asks for more', async () => {
    it.line.board.answered();
    host.mood = 'cut';
    await heartbeat(it.line);
    expect(badge()).toBe('online');
    it.passedMs += usualPace.heartbeatMs;
    await heartbeat(it.line);
    expect(badge()).toBe('offline');
    expect(beatPauseMs(it.line)).toBe(usualPace.heartbeatOfflineMs);
  });
});

test('a portal that answers for the host and cuts the platform off is looked at beat by beat, not all the time', async () => {
  const heartbeatMs = 100;
  const quick = new TestLine({ pace: { heartbeatMs } });
  const sync = new Sync({ ...quick.line.context, steady: () => performance.now() });
  const shows = (connectivity: string) =>
    vi.waitFor(() => expect(sync.status(accountId).connectivity).toBe(connectivity), { timeout: 10_000 });
  try {
    host.mood = 'portal';
    sync.start({ ...anAccount(accountId), demo: false }, () => it.line.platform);
    await shows('portal');
    host.mood = 'portal that cuts';
    const [begun, before] = [performance.now(), host.heads];
    await vi.waitFor(() => expect(host.heads).toBeGreaterThanOrEqual(before + 10), { timeout: 10_000, interval: 10 });
    // The first may have been under way, and what else is asked may call for one before its time now and then.
    expect(performance.now() - begun).toBeGreaterThan(6 * heartbeatMs);
    expect(sync.status(accountId).connectivity).toBe('portal');
    host.mood = 'well';
    await shows('online');
  } finally {
    await sync.close();
    quick.remove();
  }
});

test('over https a portal shows itself by its certificate', async () => {
  const [own, portals] = [selfSigned(), selfSigned()];
  const usual = getCACertificates('default');
  setDefaultCACertificates([...usual, own.cert]);
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const api = request.url?.startsWith('/api/') === true;
    response.writeHead(200, { 'content-type': api ? 'application/json' : 'text/plain', connection: 'close' });
    response.end(api ? JSON.stringify(noTickets) : '');
  };
  const server = createTlsServer(own, answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const secure = new TestLine({ platform: ticrsAt(`https://127.0.0.1:${(server.address() as AddressInfo).port}`) });
  const shows = async (): Promise<string> => {
    secure.line.board.question();
    await heartbeat(secure.line);
    return secure.line.board.connectivity;
  };
  try {
    expect(await shows()).toBe('online');
    server.setSecureContext(portals);
    expect(await shows()).toBe('portal');
    expect(await shows()).toBe('portal');
    server.setSecureContext(own);
    expect(await shows()).toBe('online');
  } finally {
    setDefaultCACertificates(usual);
    secure.remove();
    await new Promise((resolve) => server.close(resolve));
  }
});

test('a host with one sign costs no question, one that changes its sign each time at most two in a minute', () => {
  const signs = new HostSigns();
  const plain = { sign: '200 text/plain', page: false };
  expect([signs.judge(plain, 0), signs.judge(plain, 2_000)]).toEqual(['known', 'known']);
  const page = (n: number) => ({ sign: `${n} text/html`, page: true });
  expect([1, 2, 3, 4].map((n) => signs.judge(page(n), 4_000 + n))).toEqual(['ask', 'ask', 'known', 'known']);
  expect(signs.judge(page(1), 70_000)).toBe('ask');
  signs.vouch(page(1));
  expect(signs.judge(page(1), 72_000)).toBe('known');
});

test('a network that swallows everything is known as gone in one beat’s time, not in two', async () => {
  let asked = 0;
  // Nothing is refused and nothing answers: the question waits for a connection until it is given up.
  const reach = (stop: AbortSignal): Promise<HostSign> => {
    asked += 1;
    return new Promise((_, reject) => {
      const gaveUp = failure('timeout', 'stopped before the answer came', { outcome: 'not_sent', retryable: true });
      stop.addEventListener('abort', () => reject(gaveUp));
    });
  };
  const lost = new TestLine({ platform: { ...it.line.platform, reach }, pace: { heartbeatWithinMs: 100 } });
  await heartbeat(lost.line);
  expect([lost.line.board.connectivity, asked]).toEqual(['offline', 1]);
  lost.remove();
});

test('a sleep of an hour is noticed by the clock that went on', async () => {
  const bell = new Bell();
  const awake = waitForBeat(it.line, bell);
  bell.ring();
  expect(await awake).toBe(false);
  const asleep = waitForBeat(it.line, bell);
  it.it.nowMs += 3_600_000;
  bell.ring();
  expect(await asleep).toBe(true);
});
