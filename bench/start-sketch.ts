import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * What one would otherwise do: a process that reads all tickets from a file of JSON lines (its first argument) into memory and looks through
 * them. Prints when it had its first answer, in ms since the process began.
 */
interface Holder {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}
const file = process.argv[2];
if (file === undefined) throw new Error('name a file');
const tickets: { readonly holder: Holder }[] = [];
for await (const line of createInterface({ input: createReadStream(file) })) {
  tickets.push(JSON.parse(line) as { holder: Holder });
}
const hits: unknown[] = [];
for (const { holder } of tickets) {
  if (`${holder.name} ${holder.email} ${holder.phone}`.toLowerCase().includes('ana')) hits.push(holder);
  if (hits.length >= 60) break;
}
const rss = process.memoryUsage().rss / 1e6;
const { user, system } = process.cpuUsage();
const answered = performance.now();
console.log(JSON.stringify({ answered, worked: (user + system) / 1000, hits: hits.length, rss }));
