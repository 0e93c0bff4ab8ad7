import process from 'node:process';

/** `npm run bench -- <name> [options]`: runs one benchmark; without a name it tells them all. */
const benches: Readonly<Record<string, { readonly says: string; readonly run: () => Promise<unknown> }>> = {
  faults: { says: 'real tills through faults, kills and damage', run: () => import('./faults/main.ts') },
  search: { says: 'the lookup against LIKE and FlexSearch', run: () => import('./search.ts') },
  'pull-ingest': { says: 'how fast a pull gets into the cache', run: () => import('./pull-ingest.ts') },
  memory: { says: 'memory and start with a full cache', run: () => import('./memory.ts') },
};

const [name] = process.argv.splice(2, 1);
const bench = benches[name ?? ''];
if (bench) {
  await bench.run();
} else {
  for (const [each, { says }] of Object.entries(benches)) process.stdout.write(`${each.padEnd(12)} ${says}\n`);
  process.exitCode = name === undefined ? 0 : 1;
}
