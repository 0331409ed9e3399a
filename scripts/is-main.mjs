import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** True when the file with this `import.meta.url` is the program that Node was asked to run. */
export function isMain(url) {
  return Boolean(process.argv[1]) && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(url));
}
