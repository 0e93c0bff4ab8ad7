import type { Problem } from '../errors.ts';

/** Why a platform refused an act, in its own words. */
export interface Refusal {
  readonly message: string;
  /** Messages by field of what was sent (`customer.email`, `items.0.calendarId`); empty where it named none. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** A refusal as an attempt's note keeps it: the message, and a line for each message of a field. */
export function refusalNote({ message, fields = {} }: Pick<Problem, 'message' | 'fields'>): string {
  const lines = Object.entries(fields).flatMap(([field, says]) => says.map((one) => `${field}: ${oneLine(one)}`));
  return [oneLine(message), ...lines].join('\n');
}

/** Reads such a note; lines that name no field are part of the message. */
export function readRefusal(note: string): Refusal {
  const [first = '', ...rest] = note.split('\n');
  const message = [first];
  const fields: Record<string, string[]> = {};
  for (const line of rest) {
    const named = /^([A-Za-z][\w.]*): (.*)$/.exec(line);
    const [, field, says] = named ?? [];
    if (field === undefined || says === undefined) message.push(line);
    else fields[field] = [...(fields[field] ?? []), says];
  }
  return { message: message.join(' ').trim(), fields };
}
