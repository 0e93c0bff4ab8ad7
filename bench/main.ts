import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** One benchmark: a script of this folder, run in a process of its own so that none inherits another's memory. */
interface Bench {
  readonly script: string;
  readonly about: string;
  /** Left out when nothing is named: it takes long and is a check rather than a measurement. */
  readonly onlyByName?: boolean;
}

const benches: Readonly<Record<string, Bench>> = {
  search: {
    script: 'search.ts',
    about: "the lookup, LIKE '%…%' on the same file, FlexSearch in memory (--no-flexsearch)",
  },
  memory: { script: 'memory.ts', about: 'memory of a process with the cache open, and its start' },
  ingest: { script: 'pull-ingest.ts', about: 'pages into the encrypted cache, a plain table (--page N, --depth N)' },
  pull: { script: 'pull.ts', about: 'a pull over HTTP: requests, the rate limit, polls (--rate-limit N, --polls N)' },
  start: { script: 'start.ts', about: 'from the start of the process to the first answer (--rounds N)' },
  keystroke: { script: 'keystroke.ts', about: 'from a key to the frame with its results, by a trace (--verbose)' },
  faults: {
    script: 'faults/main.ts',
    about: 'tills against faults, kills and damage (--quick, --only PARTS, --seed N)',
    onlyByName: true,
  },
};

const help = `Benchmarks of Willcall; each prints a table with a ratio to what one would use otherwise.

  npm run bench                      all but faults, one after another (about ten minutes)
  npm run bench -- NAME [options]    one of them

${Object.entries(benches)
  .map(([name, { about }]) => `  ${name.padEnd(10)} ${about}`)
  .join('\n')}

  --tickets N    size; 1,000,000 unless said (ingest 200,000, pull 20,000). The file is made once, in out/bench.
  --help         this text

Figures and what they were measured on: docs/speed.md
`;

const args = process.argv.slice(2);
const named = args[0] !== undefined && !args[0].startsWith('-') ? args[0] : null;
if (args.includes('--help')) {
  process.stdout.write(help);
} else if (named !== null && benches[named] === undefined) {
  process.stderr.write(`There is no benchmark '${named}'.\n\n${help}`);
  process.exitCode = 1;
} else {
  const chosen = Object.entries(benches).filter(([name, { onlyByName }]) =>
    named === null ? onlyByName !== true : name === named,
  );
  for (const [name, { script }] of chosen) {
    if (chosen.length > 1) process.stdout.write(`\n== ${name}\n`);
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, script), ...(named === null ? args : args.slice(1))],
      { stdio: 'inherit' },
    );
    const [code] = await once(child, 'exit');
    if (code !== 0) process.exitCode = 1;
  }
}
