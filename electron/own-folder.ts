import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { problem } from '../shared/errors.ts';

/**
 * Refuses a file that a person chose within a folder of Willcall's own: an export over the ledger would be the end of it.
 * @throws ProblemError `file_not_written`, also when the file's folder is not there.
 */
export function refuseWithin(folder: string, file: string): void {
  let way: string;
  try {
    way = relative(realpathSync(folder), realpathSync(dirname(file)));
  } catch (error) {
    throw problem('file_not_written', 'this folder is not there', { cause: error });
  }
  const outside = way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
  if (!outside) throw problem('file_not_written', 'this folder is Willcall’s own');
}
