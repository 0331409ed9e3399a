import { loadConfig } from '@kelp/platform/config';
import { configuredStorage } from '@kelp/platform/storage';
import { waitForRedis } from '@kelp/platform/redis';
import { buildRegistry, openEngines, useStorage, type Engines } from '@kelp/kernel';
import { productModules } from '@kelp/product';

/** Runs `work` with the whole product, as the unprivileged roles, and closes everything after it. */
export async function withHouse<T>(work: (engines: Engines) => Promise<T>): Promise<T> {
  const config = loadConfig({ ...process.env, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn' });
  const engines = openEngines('kelp', config, buildRegistry(productModules));
  try {
    await waitForRedis(engines.redis, 10_000);
    useStorage(await configuredStorage(config));
    return await work(engines);
  } finally {
    await engines.close();
  }
}

/** `--name value` and `--name=value` as a map; words without dashes stay in order under `words`. */
export function readOptions(
  given: readonly string[],
  known: readonly string[],
): { words: string[]; options: Map<string, string> } {
  const words: string[] = [];
  const options = new Map<string, string>();
  for (let index = 0; index < given.length; index += 1) {
    const word = given[index] ?? '';
    if (!word.startsWith('--')) {
      words.push(word);
      continue;
    }
    const [name = '', inline] = word.slice(2).split(/=(.*)/s);
    if (!known.includes(name))
      throw new Error(`There is no option --${name}. Known: ${known.map((one) => `--${one}`).join(', ') || 'none'}.`);
    const value = inline ?? given[(index += 1)];
    if (value === undefined) throw new Error(`--${name} needs a value.`);
    options.set(name, value);
  }
  return { words, options };
}
