import { prepareDatabase } from '@kelp/platform/migrate';
import { chain } from '../../migrations';
import { addressFor, asSuperuser, testPasswords } from './database';

/** A freshly migrated database that every test database of the run is cloned from. */
export async function makeTemplate(superUrl: string, name: string): Promise<void> {
  await asSuperuser(superUrl, `create database ${name}`);
  await prepareDatabase({ url: addressFor(superUrl, name), passwords: testPasswords, chain });
}
