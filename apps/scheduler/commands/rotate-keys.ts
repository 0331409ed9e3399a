import { loadConfig } from '@kelp/platform/config';
import { readDatabase } from '@kelp/platform/backup';
import { resealTenant, type Engines, type Resealed } from '@kelp/kernel';
import type { Command } from './index';
import { withHouse } from './open-house';
import { chooseConnections } from './prepare';

/** Seals what every workspace has sealed anew under the secret of now, also of workspaces that rest. Returns the sums; prints no value. */
export async function resealAll(
  { house }: Pick<Engines, 'house'>,
  ownerUrl: string,
  print: (line: string) => void,
): Promise<Resealed> {
  const tenants = await readDatabase(ownerUrl, ({ rows }) =>
    rows<{ id: string; name: string }>('select id, name from tenants order by id'),
  );
  const sums: Resealed = { resealed: 0, current: 0, unreadable: 0 };
  for (const { id, name } of tenants) {
    const counts = await resealTenant(house, id);
    for (const kind of ['resealed', 'current', 'unreadable'] as const) sums[kind] += counts[kind];
    if (counts.unreadable > 0)
      print(
        `${name}: ${counts.unreadable} ${counts.unreadable === 1 ? 'value opens' : 'values open'} with neither secret: ` +
          'enter those passwords and keys again, and reset those second factors.',
      );
  }
  print(`${sums.resealed} sealed anew, ${sums.current} were under the new secret already.`);
  return sums;
}

const countOfHolders = (ownerUrl: string): Promise<number> =>
  readDatabase(ownerUrl, async ({ rows }) => {
    const [row] = await rows<{ n: number }>(
      'select count(distinct user_id)::integer as n from recovery_codes where used_at is null',
    );
    return row?.n ?? 0;
  });

/** `rotate-keys`: needs both secrets; every process must know both before, since each writes under its first. */
export const rotateKeysCommand: Command = {
  usage: 'rotate-keys [--forget]',
  about: 'Seals passwords, keys and second factors anew under a new KELP_SECRET; --forget ends with the former one.',
  run: async (given) => {
    const unknown = given.find((word) => word !== '--forget');
    if (unknown) throw new Error(`rotate-keys knows only --forget, not "${unknown}".`);
    if (!loadConfig().KELP_FORMER_SECRET)
      throw new Error(
        'There is no former secret. Give every process a new KELP_SECRET and the old one as KELP_FORMER_SECRET, restart them, then run this.',
      );
    const { migration } = await chooseConnections();
    await withHouse((engines) => resealAll(engines, migration, (line) => console.log(line)));
    if (!given.includes('--forget')) {
      console.log('The former secret is still read. "kelp rotate-keys --forget" ends that.');
      return;
    }
    const holders = await countOfHolders(migration);
    console.log(
      `Take KELP_FORMER_SECRET away now where you have set it. ${holders} people hold recovery codes: those made before the change no longer work without it.`,
    );
  },
};
