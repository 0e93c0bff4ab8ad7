import { as, type EpochMs, type IsoTime } from '../../../shared/ids.ts';
import { FieldError } from '../decode.ts';

/** The platform writes local times without a zone; this is whose they are assumed to be (trap O-7). */
const zone = 'Europe/Budapest';

const pattern = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)?$/;

const fields = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hourCycle: 'h23',
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
});

/** Local time minus UTC at an instant, in ms. */
function offsetAt(ms: number): number {
  const parts = new Map(fields.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const local = Date.UTC(
    ...[part('year'), part('month') - 1, part('day')],
    ...[part('hour'), part('minute'), part('second')],
  );
  return local - Math.floor(ms / 1000) * 1000;
}

const dayMs = 86_400_000;

/** The offset of a local time; of an hour that comes twice the first one's, of an hour that is left out the one before it. */
function offsetOf(localMs: number): number {
  const before = offsetAt(localMs - dayMs);
  if (offsetAt(localMs - before) === before) return before;
  const after = offsetAt(localMs + dayMs);
  return offsetAt(localMs - after) === after ? after : before;
}

const hourMs = 3_600_000;

/** The second moment at which the clocks in Budapest showed what they show at this one; null when there is none. */
export function secondReading(ms: number): EpochMs | null {
  return offsetAt(ms) - offsetAt(ms + hourMs) === hourMs ? as<EpochMs>(ms + hourMs) : null;
}

function offsetText(ms: number): string {
  const minutes = Math.abs(ms) / 60_000;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${ms < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/**
 * Reads `2026-04-10 14:30:00` as a time in Budapest.
 * @returns the same clock time with its offset, and the instant; a text that carries a zone keeps it.
 * @throws FieldError for what is no time that exists.
 */
export function localTime(text: string, field: string): { readonly iso: IsoTime; readonly ms: EpochMs } {
  const match = pattern.exec(text.trim());
  const [, year, month, day, hour, minute, second, fraction = '', given] = match ?? [];
  const clock = `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}`;
  const localMs = match === null ? Number.NaN : Date.parse(`${clock}Z`);
  // Date.parse rolls 31 February over instead of refusing it.
  if (Number.isNaN(localMs) || !new Date(localMs).toISOString().startsWith(`${year}-${month}-${day}`)) {
    throw new FieldError(field, 'expected a time like 2026-04-10 14:30:00');
  }
  if (given !== undefined)
    return { iso: as<IsoTime>(`${clock}${given}`), ms: as<EpochMs>(Date.parse(`${clock}${given}`)) };
  const offset = offsetOf(localMs);
  return { iso: as<IsoTime>(`${clock}${offsetText(offset)}`), ms: as<EpochMs>(localMs - offset) };
}
