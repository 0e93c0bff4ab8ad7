import { usableTickets } from '../vivenu/store/store.ts';
import type { VivenuSystem } from '../vivenu/system.ts';
import { type ControlCall, ControlError, type ControlRoute, integer } from './control.ts';

function reset(system: VivenuSystem, { body }: ControlCall) {
  const { store, clock } = system.ctx;
  const current = store.plan();
  const tickets = integer(body, 'tickets', current.tickets);
  if (!usableTickets(tickets)) throw new ControlError(400, 'tickets must be 200 to 500,000');
  system.reset(integer(body, 'seed', current.seed), clock.now(), tickets);
  return store.plan();
}

/** An API key or a door's token. */
function setKey({ ctx }: VivenuSystem, { body }: ControlCall) {
  const key = String(body['key']);
  const active = body['active'] === true;
  const run = (sql: string) => ctx.store.sql(sql).run(active ? 1 : 0, key).changes;
  const changed =
    run('UPDATE api_keys SET active = ? WHERE key = ?') + run('UPDATE access_users SET active = ? WHERE token = ?');
  if (changed === 0) throw new ControlError(404, 'no such key');
  return { key, active };
}

/** What only the platform, a guest or another door does on vivenu. */
export function vivenuRoutes(system: VivenuSystem): ControlRoute[] {
  return [
    ['POST', '/vivenu/reset', (call) => reset(system, call)],
    ['POST', '/vivenu/key', (call) => setKey(system, call)],
  ];
}
