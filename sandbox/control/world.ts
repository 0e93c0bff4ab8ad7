import type { Clock } from '../clock.ts';
import type { Cable } from '../fault-hooks.ts';
import { FAULT_KINDS, type Faults } from '../faults.ts';
import type { RequestLog } from '../request-log.ts';
import { type ControlCall, ControlError, type ControlRoute, integer } from './control.ts';

/** The systems that a fault can be aimed at. */
const SYSTEM_NAMES = ['ticrs', 'vivenu', 'ozora'] as const;

export interface World {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly cable: Cable;
  readonly log: RequestLog;
}

function setClock(world: World, { body }: ControlCall) {
  if (typeof body['now'] === 'string') {
    const ms = Date.parse(body['now']);
    if (Number.isNaN(ms)) throw new ControlError(400, 'now is no time');
    world.clock.set(ms);
  }
  if (body['advance_s'] !== undefined) {
    if (typeof body['advance_s'] !== 'number') throw new ControlError(400, 'advance_s must be a number');
    world.clock.advance(body['advance_s'] * 1000);
  }
  if (typeof body['frozen'] === 'boolean') world.clock.freeze(body['frozen']);
  return { now: new Date(world.clock.now()).toISOString(), frozen: world.clock.isFrozen() };
}

function addFault(world: World, { body }: ControlCall) {
  // `500` may come as a number.
  const kind = FAULT_KINDS.find((name) => name === String(body['kind']));
  if (!kind) throw new ControlError(400, `kind must be one of ${FAULT_KINDS.join(', ')}`);
  const route = body['route'];
  if (route !== undefined && typeof route !== 'string') throw new ControlError(400, 'route must be a string');
  if (route?.startsWith('^')) {
    try {
      new RegExp(route);
    } catch (error) {
      throw new ControlError(400, `route: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (kind === 'wrong_field' && typeof body['path'] !== 'string')
    throw new ControlError(400, 'wrong_field needs a path');
  const system = SYSTEM_NAMES.find((name) => name === body['system']);
  if (body['system'] !== undefined && !system) {
    throw new ControlError(400, `system must be one of ${SYSTEM_NAMES.join(', ')}`);
  }
  return world.faults.add({
    kind,
    system,
    route,
    count: integer(body, 'count', 1),
    skip: integer(body, 'skip', 0),
    ms: body['ms'] === undefined ? undefined : integer(body, 'ms'),
    retryAfter: body['retry_after'] === undefined ? undefined : integer(body, 'retry_after'),
    path: typeof body['path'] === 'string' ? body['path'] : undefined,
    value: body['value'],
    remove: body['remove'] === true,
  });
}

/** Time, faults, the cable and the log of requests: the same for every system. */
export function worldRoutes(world: World): ControlRoute[] {
  return [
    ['POST', '/clock', (call) => setClock(world, call)],
    ['POST', '/faults', (call) => addFault(world, call)],
    ['GET', '/faults', () => ({ faults: world.faults.list() })],
    [
      'DELETE',
      '/faults',
      ({ query }) => {
        const id = query.get('id');
        world.faults.clear(id === null ? undefined : Number(id));
      },
    ],
    [
      'POST',
      '/offline',
      ({ body }) => {
        if (typeof body['on'] !== 'boolean') throw new ControlError(400, 'on must be true or false');
        world.cable.setOut(body['on']);
        return { offline: world.cable.isOut() };
      },
    ],
    [
      'GET',
      '/requests',
      ({ query }) => ({ requests: world.log.since(Number(query.get('since') ?? 0)), last: world.log.last() }),
    ],
    ['DELETE', '/requests', () => world.log.clear()],
  ];
}
