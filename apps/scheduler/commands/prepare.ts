import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mayCreateRoles, prepareDatabase, type Knex } from '@kelp/platform/migrate';
import { makeSetupLink } from '@kelp/identity';
import { buildRegistry, shippedTemplates } from '@kelp/kernel';
import { productModules } from '@kelp/product';
import { chain } from '../../../migrations';
import type { Command } from './index';
import { withHouse } from './open-house';

export interface Connections {
  app: string;
  system: string;
  /** A login that may create roles and tables. */
  migration: string;
  /** True when app and system were derived here and the start must be told. */
  isDecidedHere: boolean;
}

function as(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  return changed.toString();
}

const required = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing. Start Kelp with "npm start", which sets it, or set it yourself.`);
  return value;
};

/** Which login does what. With DATABASE_URL alone, and a login that may create roles, the app's roles are made and used from then on. */
export async function chooseConnections(): Promise<Connections> {
  const { DATABASE_URL: given, SYSTEM_DATABASE_URL: system, MIGRATION_DATABASE_URL: migration } = process.env;
  if (!given)
    throw new Error('DATABASE_URL is missing. Start Kelp with "npm start", or name your PostgreSQL server in it.');
  if (migration && system) return { app: given, system, migration, isDecidedHere: false };
  const owner = migration ?? given;
  if (!(await mayCreateRoles(owner))) {
    throw new Error(
      'The login in DATABASE_URL may not create roles. Give MIGRATION_DATABASE_URL, a login that may (CREATEROLE), for the start; the program itself then runs as kelp_app.',
    );
  }
  const isOwnRole = new URL(given).username === 'kelp_app';
  return {
    app: isOwnRole ? given : as(owner, 'kelp_app', required('KELP_APP_PASSWORD')),
    system: system ?? as(owner, 'kelp_system', required('KELP_SYSTEM_PASSWORD')),
    migration: owner,
    isDecidedHere: true,
  };
}

function remember(connections: Connections): void {
  process.env['DATABASE_URL'] = connections.app;
  process.env['SYSTEM_DATABASE_URL'] = connections.system;
  if (!connections.isDecidedHere) return;
  const file = join(process.env['KELP_DATA_DIR'] ?? '.kelp', 'connections.json');
  const content = { DATABASE_URL: connections.app, SYSTEM_DATABASE_URL: connections.system };
  writeFileSync(`${file}.new`, JSON.stringify(content), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The shipped e-mail texts, as the program has them now. */
async function writeTemplates(knex: Knex): Promise<void> {
  const rows = shippedTemplates(buildRegistry(productModules));
  await knex('system_email_templates').insert(rows).onConflict(['name', 'locale']).merge();
}

const passwordOf = (url: string) => decodeURIComponent(new URL(url).password);

/** What the program's own logins are to be let in with. */
export const passwordsOf = ({ app, system }: Connections) => ({ app: passwordOf(app), system: passwordOf(system) });

/** Roles, migrations and reference data. Returns the names of the steps that were run. */
export async function bringUpToDate(): Promise<string[]> {
  const connections = await chooseConnections();
  const done = await prepareDatabase({
    url: connections.migration,
    passwords: passwordsOf(connections),
    chain,
    report: (line) => console.log(line),
    afterwards: writeTemplates,
  });
  remember(connections);
  return done;
}

export const migrateCommand: Command = {
  usage: 'migrate',
  about: 'Brings the database to this program’s level: roles, tables, shipped texts.',
  run: async () => {
    const done = await bringUpToDate();
    console.log(done.length === 0 ? 'Nothing to do: the database is up to date.' : `Done: ${done.length} steps.`);
  },
};

export const prepareCommand: Command = {
  usage: 'prepare',
  about: 'What every start does first: migrate, and a set-up link when there is no workspace yet.',
  run: async () => {
    await bringUpToDate();
    await withHouse(async ({ house }) => {
      const link = await makeSetupLink(house);
      if (link) console.log(`notice: Open this link once to set up your workspace: ${link}`);
    });
  },
};
