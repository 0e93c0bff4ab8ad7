import type BetterSqlite3 from 'better-sqlite3';
import { DAY } from '../../time.ts';
import { OTHER_SELLER, SELLER } from './catalogue.ts';

export const CHANNELS = {
  web: '5f2a6c1d9b3e4a0017c8d601',
  internal: '5f2a6c1d9b3e4a0017c8d602',
  pos: '5f2a6c1d9b3e4a0017c8d603',
  kiosk: '5f2a6c1d9b3e4a0017c8d604',
} as const;

/** The POS whose session is open, and the session that was before. */
export const POS = {
  id: '5f2a6c1d9b3e4a0017c8d701',
  session: 'ses_5f2a6c1d9b3e4a0017c8d711',
  formerSession: 'ses_5f2a6c1d9b3e4a0017c8d710',
  closedId: '5f2a6c1d9b3e4a0017c8d702',
} as const;

export const USER = '5f2a6c1d9b3e4a0017c8d801';

/** Keys, users, doors and tills: the same in every data set. */
export function writeFixtures(db: BetterSqlite3.Database, anchorMs: number, hallEventId: string): void {
  const made = anchorMs - 300 * DAY;
  const at = new Date(made).toISOString();
  const times = { createdAt: at, updatedAt: at };

  const key = db.prepare('INSERT INTO api_keys VALUES (?, ?, ?, ?, ?, 1, ?)');
  key.run('key_sandbox', '5f2a6c1d9b3e4a0017c8d901', 'Box office', SELLER, 1, made);
  key.run('key_sandbox_read', '5f2a6c1d9b3e4a0017c8d902', 'Reports', SELLER, 0, made);
  key.run('key_sandbox_other', '5f2a6c1d9b3e4a0017c8d903', 'Another seller', OTHER_SELLER, 1, made);

  const user = db.prepare('INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)');
  user.run(USER, SELLER, 'demo@example.test', 'sandbox1', 'Demo', null);
  user.run('5f2a6c1d9b3e4a0017c8d802', SELLER, 'otp@example.test', 'sandbox1', 'Demo with a code', '123456');

  const channel = db.prepare('INSERT INTO sales_channels VALUES (?, ?, ?, ?, ?, ?)');
  const channels = [
    [CHANNELS.web, 'Webshop', 'WEB'],
    [CHANNELS.internal, 'Box office', 'INTERNAL_BOOKING'],
    [CHANNELS.pos, 'Abendkasse', 'POS'],
    [CHANNELS.kiosk, 'Automat Foyer', 'KIOSK'],
  ] as const;
  for (const [id, name, type] of channels) {
    const doc = { _id: id, sellerId: SELLER, ...times, name, status: 'ACTIVE', type };
    channel.run(id, SELLER, name, type, 'ACTIVE', JSON.stringify(doc));
  }

  const pos = db.prepare('INSERT INTO pos VALUES (?, ?, ?, ?, ?)');
  const till = (id: string, name: string) =>
    JSON.stringify({ _id: id, sellerId: SELLER, name, active: true, salesChannelId: CHANNELS.pos, ...times });
  pos.run(POS.id, SELLER, 'Abendkasse 1', POS.session, till(POS.id, 'Abendkasse 1'));
  pos.run(POS.closedId, SELLER, 'Foyer', null, till(POS.closedId, 'Foyer'));

  const accessUser = db.prepare('INSERT INTO access_users VALUES (?, ?, ?, ?, ?)');
  const door = (id: string, name: string, token: string, events: string[], active: boolean) => {
    const all = events.length === 0;
    const doc = {
      ...{ _id: id, sellerId: SELLER, active, name, token, accessAllEvents: all, events, isIntegration: false },
      ...{ deviceSettings: { accessMode: 'full', scanGroupId: null }, ...times, __v: 0 },
    };
    accessUser.run(id, SELLER, token, active ? 1 : 0, JSON.stringify(doc));
  };
  door('5f2a6c1d9b3e4a0017c8da01', 'Door', 'acc_sandbox', [], true);
  door('5f2a6c1d9b3e4a0017c8da02', 'Door of the hall', 'acc_sandbox_hall', [hallEventId], true);
  door('5f2a6c1d9b3e4a0017c8da03', 'Old door', 'acc_sandbox_inactive', [], false);
}
