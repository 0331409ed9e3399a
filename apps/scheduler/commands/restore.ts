import { type Anchor } from '@kelp/kernel';
import { loadConfig } from '@kelp/platform/config';
import { configuredStorage } from '@kelp/platform/storage';
import { chain } from '../../../migrations';
import { secretMark, type Manifest } from '../backup/manifest';
import { restoreBackup } from '../backup/restore-backup';
import { verifyTrails } from './audit-verify';
import { givenPath, readPassphrase } from './backup';
import type { Command } from './index';
import { readOptions, withHouse } from './open-house';
import { bringUpToDate, chooseConnections, passwordsOf } from './prepare';

/** The ends of the chains when the backup was made, to hold the restored chains against. */
const anchorsOf = ({ heads, takenAt }: Manifest): Anchor[] =>
  heads.map(({ tenant, seq, hash }) => ({ tenant, seq, hash, at: takenAt }));

export const restoreCommand: Command = {
  usage: 'restore --from <file>',
  about: 'Puts a backup into an empty database and storage, brings it up to date and checks it.',
  run: async (given) => {
    const { options } = readOptions(given, ['from', 'passphrase-file']);
    const from = options.get('from');
    if (!from) throw new Error('From what? kelp restore --from /backups/kelp-2026-11-28T0300Z.backup');
    const config = loadConfig();
    const passphrase = readPassphrase(options.get('passphrase-file'));
    const connections = await chooseConnections();
    const manifest = await restoreBackup({
      file: givenPath(from),
      passphrase,
      url: connections.migration,
      passwords: passwordsOf(connections),
      chain,
      storage: await configuredStorage(config),
      report: (line) => console.log(line),
    });
    await bringUpToDate();
    const wrong = await withHouse(({ house }) =>
      verifyTrails(house, { anchors: anchorsOf(manifest) }, (line) => console.log(line)),
    );
    if (wrong === 0) console.log(`Everything is as it was at ${manifest.takenAt}.`);
    if (secretMark(config.KELP_SECRET) !== manifest.secretMark)
      console.log(
        'KELP_SECRET is another one than where the backup was made: passwords of other systems and second factors in it cannot be read, and nobody with a second factor signs in. Start with the old KELP_SECRET before anybody works here.',
      );
    if (wrong > 0) throw new Error(`${wrong} audit ${wrong === 1 ? 'trail is' : 'trails are'} not as sealed.`);
  },
};
