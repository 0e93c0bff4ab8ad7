/** Issue 2, item 2: the first pull, and one that is stopped. */
import type { App } from './support/app.ts';
import { allPulled, connectByKey } from './support/connect.ts';
import { heardInTime, newestLink, openCheckout, payState, press, sell, stock } from './support/sell.ts';
import { expect, test } from './support/test.ts';
import { type Asked, count, type World } from './support/world.ts';

const tickets = 3000;
const ticketsPath = '/api/organizer/v1/tickets';
const ordersPath = '/api/payment/v1/orders';
/** Pages that may be on their way at once; what was asked for when the end came may be asked for again. */
const onTheirWay = 4;

/** Starts a pull that the platform's limit holds up half-way. */
async function heldUp(app: App, world: World): Promise<void> {
  await connectByKey(app, world);
  await expect(app.page.getByTestId('status-pull')).toContainText('waits for the platform’s limit');
}

/** Pages of one event's tickets that were answered, as the query names them. */
function pages(asked: readonly Asked[]): readonly string[] {
  return asked
    .filter((one) => one.path === ticketsPath && one.status === 200 && one.query.includes('event_uuid'))
    .map((one) => one.query);
}

test.describe('held up by the platform’s limit', () => {
  test.use({ sandboxArgs: ['--tickets', String(tickets), '--rate-limit', '24'] });

  test('shows how far it is and why it waits, tonight’s event first; Lookup works on what is here', async ({
    app,
    world,
  }) => {
    const { page } = app;
    await heldUp(app, world);
    const line = page.getByTestId('status-pull');
    await expect(line).toContainText(/Fetching tickets [\d,]+ of 3,000/);
    await expect(line).toContainText(/until \d\d:\d\d/);
    // A bare rate beside a wait would say that it goes on.
    await expect(line).toContainText('a second on average');
    await expect(line.getByRole('progressbar')).toHaveAccessibleName(/Fetching tickets [\d,]+ of 3,000/);
    const [first] = pages(await world.asked());
    const tonight = await app.call('lookup.search', { query: '', limit: 1 });
    const hit = tonight.hits[0];
    if (hit?.kind !== 'ticket') throw new Error('nobody of tonight is here');
    expect(first).toContain(hit.ticket.eventId);

    await page.getByTestId('lookup-input').fill(hit.ticket.holder.name);
    await expect(page.getByTestId('lookup-hit').first()).toContainText(hit.ticket.holder.name);
    await page.getByTestId('lookup-input').fill('Nepostojeći Gost');
    await expect(page.getByTestId('lookup-incomplete')).toContainText(
      /[\d,]+ of 3,000 tickets are still to come\. It was never complete on this laptop\./,
    );
    // What staff ask for goes first, as soon as there is budget at all.
    await expect(page.getByTestId('lookup-ask')).toBeVisible();
  });

  for (const end of ['kill', 'quit'] as const) {
    test(`goes on where it was after a ${end}`, async ({ app, world }) => {
      await heldUp(app, world);
      const before = pages(await world.asked());
      expect(before.length).toBeGreaterThan(5);
      await app[end]();
      await world.rateLimit('off');
      const since = await world.lastAsked();

      await app.start();
      await app.screen('lookup');
      await expect(app.page.getByTestId('lookup-completeness')).toContainText('3,000 tickets here, complete');
      const after = pages(await world.asked(since));
      const again = after.filter((query) => before.includes(query));
      expect(again.length, 'pages asked for twice').toBeLessThanOrEqual(onTheirWay);
    });
  }
});

test.describe('without limits', () => {
  test.use({ sandboxArgs: ['--tickets', String(tickets), '--no-rate-limit'] });

  test('says that it waits for the network, and goes on where it was when the cable is back', async ({
    app,
    world,
  }) => {
    await world.fault({ kind: 'latency', route: `GET ${ticketsPath}`, ms: 150, count: -1 });
    await connectByKey(app, world);
    await expect.poll(async () => pages(await world.asked()).length).toBeGreaterThan(10);
    await world.cable('out');
    await expect(app.page.getByTestId('status-connectivity')).toHaveText('Offline');
    const before = pages(await world.asked());
    await world.clearFaults();
    const since = await world.lastAsked();
    await world.cable('in');
    await expect(app.page.getByTestId('status-connectivity')).toHaveText('Online');
    await allPulled(app);
    const again = pages(await world.asked(since)).filter((query) => before.includes(query));
    expect(again.length, 'pages asked for twice').toBeLessThanOrEqual(onTheirWay);
  });

  test('a poll is one request; what is sold elsewhere arrives with it, what was removed goes', async ({
    desk,
    world,
  }) => {
    await desk.call('settings.set', { pollSeconds: 10 });
    const polled = async (since: number) => count(await world.asked(since), 'GET', ticketsPath);
    const quiet = await world.lastAsked();
    await desk.call('sync.now', {});
    await expect.poll(() => polled(quiet)).toBe(1);

    const since = await world.lastAsked();
    await world.sandbox.control('POST', '/tic/tickets/add', { count: 3 });
    await desk.call('sync.now', {});
    await expect(desk.page.getByTestId('lookup-completeness')).toContainText('3,003 tickets here, complete');
    expect(await polled(since), 'the news and what lies behind it').toBeLessThanOrEqual(2);
    await world.sandbox.control('POST', '/tic/tickets/remove', { count: 5, from: 'spread' });
    await desk.call('sync.now', {});
    await expect(desk.page.getByTestId('lookup-completeness')).toContainText('2,998 tickets here, complete');
  });
});

test.describe('at the platform’s own limit of 60 a minute', () => {
  test.use({ sandboxArgs: ['--tickets', '5000', '--auto-approve-ms', '0', '--auto-settle-ms', '0'] });

  test('a sale in the first pull’s first minute is paid within 5 s of the platform knowing, and so is the next', async ({
    app,
    world,
    phone,
  }) => {
    await connectByKey(app, world);
    await stock(app, { name: 'Garderoba', minor: 15_000 });
    for (const sale of [1, 2, 3]) {
      await sell(app, ['Garderoba']);
      await payState(app, 'Waiting for payment');
      await openCheckout(phone, await newestLink(app));
      // docs/decisions/0051.
      await heardInTime(app, world, 'Paid', press(phone, 'Pay'));
      expect(await world.orders()).toHaveLength(sale);
    }
    // All that while the pull was under way, held up by the limit.
    await expect(app.page.getByTestId('status-pull')).toContainText(/of 5,000/);
  });

  test('guests looked up one after another hold up neither a sale nor its paid signal', async ({
    app,
    world,
    phone,
  }) => {
    await connectByKey(app, world);
    await stock(app, { name: 'Garderoba', minor: 15_000 });
    const hits = async () => (await app.call('lookup.search', { query: 'a', limit: 60 })).hits;
    await expect.poll(async () => (await hits()).length).toBeGreaterThan(40);
    let selling = true;
    const paging = (async () => {
      for (const hit of await hits()) {
        if (!selling || hit.kind !== 'ticket') continue;
        const { accountId, key: ticketKey } = hit.ticket;
        await app.call('guests.refresh', { accountId, ticketKey, unasked: true });
      }
    })();
    for (const sale of [1, 2]) {
      const since = await world.lastAsked();
      await sell(app, ['Garderoba']);
      await payState(app, 'Waiting for payment', 30_000);
      // Sent at once, by the two's own times: the machine that all this runs on is busy.
      const sent = (await world.asked(since)).find(({ method, path }) => method === 'POST' && path === ordersPath);
      const [written] = await app.call('sales.recent', { limit: 1 });
      expect((sent?.time ?? Number.POSITIVE_INFINITY) - (written?.createdAtMs ?? 0)).toBeLessThan(5_000);
      await openCheckout(phone, await newestLink(app));
      await heardInTime(app, world, 'Paid', press(phone, 'Pay'));
      expect(await world.orders()).toHaveLength(sale);
    }
    selling = false;
    await app.call('guests.leave', undefined);
    await paging;
  });
});
