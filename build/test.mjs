// npm test: set-up, then every check there is, then one line with the sum.
//
//   npm test               all of it
//   npm test -- lint unit  only these stages: lint types knip unit build e2e
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endChildren, endChildrenOnSignal, run } from './setup/children.mjs';
import { keyringEnv } from './setup/keyring.mjs';
import { node24, toolEnv } from './setup/modules.mjs';
import { chooseRuntime, ROOT, say, setUp } from './setup/setup.mjs';

/** @typedef {{ passed: number, failed: number, again?: number | undefined }} Count `again`: passed, but not at once */

const results = join(ROOT, 'node_modules/.cache/willcall-tests');
/** @type {NodeJS.ProcessEnv} */
let env = process.env;

/**
 * Runs a tool of node_modules with its output shown.
 * @param {string} name
 * @param {string[]} args
 * @param {Record<string, string>} [extra] environment
 */
function tool(name, args, extra = {}) {
  return run(join(ROOT, 'node_modules/.bin', name), args, { cwd: ROOT, env: { ...env, ...extra } });
}

/**
 * A check that passes or fails as a whole.
 * @param {Promise<number>} code
 * @returns {Promise<Count>}
 */
async function check(code) {
  return (await code) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * The counts of a test run out of its JSON report. A run that failed without a failed test, or that left no report, counts
 * as one failure: a broken file must not pass for an empty one.
 * @param {Promise<number>} run
 * @param {string} report
 * @param {(json: any) => Count} read
 * @returns {Promise<Count>}
 */
async function count(run, report, read) {
  const code = await run;
  const { passed, failed, again } = existsSync(report)
    ? read(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 1, again: 0 };
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, again };
}

/**
 * Each stage by name, in order.
 * @type {Record<string, () => Promise<Count[]>>}
 */
const STAGES = {
  lint: async () => [await check(tool('biome', ['check', '--diagnostic-level=warn', '--error-on-warnings', '.']))],
  types: async () => {
    const counts = [];
    for (const project of ['.', 'renderer', 'e2e']) counts.push(await check(tool('tsc', ['-p', project])));
    return counts;
  },
  knip: async () => [await check(tool('knip', ['--no-progress']))],
  unit: async () => {
    const report = join(results, 'unit.json');
    return [
      await count(
        tool('vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]),
        report,
        (json) => ({ passed: json.numPassedTests, failed: json.numFailedTests }),
      ),
    ];
  },
  // Counted only where it fails: what it makes is tested by the stage after it.
  build: async () => {
    const code = await run(node24(ROOT), [join(ROOT, 'build/build.ts')], { cwd: ROOT, env });
    return [{ passed: 0, failed: code === 0 ? 0 : 1 }];
  },
  e2e: async () => {
    const report = join(results, 'e2e.json');
    return [
      await count(
        tool('playwright', ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: report }),
        report,
        ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected, again: stats.flaky }),
      ),
    ];
  },
};

async function main() {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !(name in STAGES));
  if (unknown) throw new Error(`No stage is called '${unknown}'; there are: ${Object.keys(STAGES).join(' ')}`);
  endChildrenOnSignal();
  await setUp();
  const runtime = await chooseRuntime();
  say(`End-to-end tests run on ${runtime.kind === 'electron' ? 'Electron' : `the stand-in (${runtime.reason})`}`);
  const keyring = mkdtempSync(join(tmpdir(), 'willcall-keyring-'));
  process.on('exit', () => rmSync(keyring, { recursive: true, force: true }));
  env = { ...toolEnv(ROOT), ...(await keyringEnv(keyring, say)), NO_COLOR: '1' };
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });

  const total = { passed: 0, failed: 0 };
  for (const [name, stage] of Object.entries(STAGES)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const start = Date.now();
    say(`${name} …`);
    const counts = await stage();
    const passed = counts.reduce((sum, it) => sum + it.passed, 0);
    const failed = counts.reduce((sum, it) => sum + it.failed, 0);
    const again = counts.reduce((sum, it) => sum + (it.again ?? 0), 0);
    const seconds = Math.round((Date.now() - start) / 1000);
    say(
      `${name}: ${passed} passed${again === 0 ? '' : `, ${again} of them not at once`}, ${failed} failed (${seconds} s)`,
    );
    total.passed += passed;
    total.failed += failed;
  }
  process.exitCode = total.failed === 0 ? 0 : 1;
  return `${total.passed} passed, ${total.failed} failed`;
}

let line;
try {
  line = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
  line = '0 passed, 1 failed';
}
await endChildren();
process.stdout.write(`${line}\n`);
