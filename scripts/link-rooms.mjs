import { lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { repository } from './paths.mjs';

const exists = (path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/**
 * Links the rooms of this repository that package-lock.json names and node_modules lacks, as npm would: a room that came with a pull needs no
 * installing of everything else. Returns how many were linked.
 */
export function linkRooms() {
  if (!exists(join(repository, 'node_modules'))) return 0;
  const { packages } = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8'));
  const missing = Object.entries(packages).filter(([path, { link }]) => link && !exists(join(repository, path)));
  for (const [path, { resolved }] of missing) {
    const place = join(repository, path);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(relative(dirname(place), join(repository, resolved)), place);
  }
  return missing.length;
}
