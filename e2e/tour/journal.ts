/** What the tour did and what it checked, as it goes. */
import { stripVTControlCharacters } from 'node:util';

/** Prints each step with its checks, and remembers what failed. */
export class Journal {
  readonly #failures: string[] = [];
  #checks = 0;
  #steps = 0;

  /** Runs a chapter under its heading; what breaks it between two steps is a failure too. */
  async chapter(name: string, work: () => Promise<void>): Promise<void> {
    process.stdout.write(`\n${name}\n`);
    try {
      await work();
    } catch (error) {
      this.#fail(`the chapter “${name}”`, error);
    }
  }

  /** Runs one step; a failure is printed and counted, and the tour goes on with the next. */
  async step(name: string, work: () => Promise<void>): Promise<void> {
    this.#steps += 1;
    const from = performance.now();
    try {
      await work();
      process.stdout.write(`  ok      ${name} (${Math.round(performance.now() - from)} ms)\n`);
    } catch (error) {
      this.#fail(name, error);
    }
  }

  #fail(name: string, error: unknown): void {
    this.#failures.push(name);
    const said = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
    process.stdout.write(`  FAILED  ${name}\n${said.replaceAll(/^/gm, '          ')}\n`);
  }

  /** Tells what was just found to hold. */
  checked(what: string): void {
    this.#checks += 1;
    process.stdout.write(`          checked: ${what}\n`);
  }

  /** The sum, and whether all went well. */
  end(pictures: number, folder: string): boolean {
    const failed = this.#failures.length;
    process.stdout.write(
      `\n${this.#steps} steps, ${this.#checks} checks, ${pictures} pictures in ${folder}, ${failed} failed\n`,
    );
    for (const name of this.#failures) process.stdout.write(`  failed: ${name}\n`);
    return failed === 0;
  }
}
