import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { recordBackup } from '@kelp/kernel';
import { loadConfig } from '@kelp/platform/config';
import { configuredStorage } from '@kelp/platform/storage';
import { version } from '../../version';
import { makeBackup } from '../backup/make-backup';
import type { Command } from './index';
import { readOptions, withHouse } from './open-house';
import { chooseConnections } from './prepare';

/** A path as the person who typed it means it: npm runs us in the folder of the program. */
export const givenPath = (path: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), path);

/** From `--passphrase-file` or KELP_BACKUP_PASSPHRASE, never from the command line, which every process may read. */
export function readPassphrase(file: string | undefined): string | undefined {
  const given = file ? readFileSync(givenPath(file), 'utf8').trim() : process.env['KELP_BACKUP_PASSPHRASE'];
  if (given === undefined || given === '') {
    if (file) throw new Error(`There is no passphrase in ${file}.`);
    return undefined;
  }
  if (given.length < 12) throw new Error('The passphrase is too short: take 12 characters or more.');
  return given;
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** In a folder the file is named for the minute it was begun in. */
function placeFor(to: string, now: Date): string {
  const path = givenPath(to);
  if (!isFolder(path)) return path;
  return join(path, `kelp-${now.toISOString().slice(0, 16).replaceAll(':', '')}Z.backup`);
}

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

export const backupCommand: Command = {
  usage: 'backup --to <file or folder>',
  about: 'Rows of one moment and all stored files in one file; --passphrase-file <file> encrypts it.',
  run: async (given) => {
    const { options } = readOptions(given, ['to', 'passphrase-file']);
    const to = options.get('to');
    if (!to) throw new Error('Where to? kelp backup --to /backups');
    const config = loadConfig();
    const passphrase = readPassphrase(options.get('passphrase-file'));
    const file = placeFor(to, new Date());
    if (statSync(file, { throwIfNoEntry: false })) throw new Error(`${file} is there already: name another file.`);
    const { migration: url } = await chooseConnections();
    const storage = await configuredStorage(config);
    const manifest = await makeBackup({ url, storage, file, passphrase, secret: config.KELP_SECRET, version });
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    // A database that is yet to be upgraded may not know where to note it.
    if (manifest.level.includes('0057-backups'))
      await withHouse(({ house }) =>
        recordBackup(house, {
          takenAt: new Date(manifest.takenAt),
          rowCount: BigInt(rows),
          fileCount: BigInt(manifest.files.count),
          bytes: BigInt(statSync(file).size),
          isEncrypted: passphrase !== undefined,
        }),
      );
    console.log(
      `${file}: ${rows} rows of ${manifest.tables.length} tables and ${manifest.files.count} files (${megabytes(manifest.files.size)}), as of ${manifest.takenAt}, ${passphrase ? 'encrypted with your passphrase' : 'not encrypted: whoever has it reads everything'}.`,
    );
    console.log(
      'KELP_SECRET is not in it. Without that secret passwords of mail servers, payment keys and second factors in it cannot be read: keep it apart (with "npm start" it stands in secrets.json of the data folder).',
    );
  },
};
