import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The root of the program: the folder that holds package.json, seen from a bundle in dist/ and from the sources alike. */
export const programRoot = join(import.meta.dirname, '..');

/** The version in package.json. */
export const version = (JSON.parse(readFileSync(join(programRoot, 'package.json'), 'utf8')) as { version: string })
  .version;
