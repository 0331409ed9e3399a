import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const repository = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Where the built programs are; `KELP_DIST` names a folder with ready-made ones, which are then never rebuilt. */
export const distribution = process.env.KELP_DIST ? resolve(process.env.KELP_DIST) : join(repository, 'dist');

/** True when the programs were built elsewhere: nothing is installed or built then. */
export const prebuilt = Boolean(process.env.KELP_DIST);

/** The folder that holds everything one instance keeps: database, files, logs, secrets. */
export function dataFolderPath(environment = process.env) {
  return resolve(environment.KELP_DATA_DIR || join(repository, '.kelp'));
}
