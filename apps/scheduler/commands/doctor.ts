import { loadConfig } from '@kelp/platform/config';
import { checkPortalRoles, repairPortalRoles } from '@kelp/identity';
import { configuredStorage } from '@kelp/platform/storage';
import { assertNoEviction } from '@kelp/platform/redis';
import { backupSentence, engineChecks, lastBackup, readBacklog, type Engines } from '@kelp/kernel';
import { schemaLevel } from '../../../migrations/level';
import type { Command } from './index';
import { withHouse } from './open-house';

interface Finding {
  name: string;
  check(): Promise<string | void>;
}

async function findings(engines: Engines): Promise<Finding[]> {
  const { config, house, redis } = engines;
  const storage = await configuredStorage(config);
  return [
    ...engineChecks(engines, storage, schemaLevel),
    { name: 'redis eviction', check: () => assertNoEviction(redis) },
    { name: 'portal roles', check: () => checkPortalRoles(house) },
    {
      name: 'public address',
      check: async () =>
        `${config.publicUrl.origin}${config.publicUrl.protocol === 'https:' ? '' : ' (not https: fine on this machine only)'}`,
    },
    {
      name: 'outgoing mail',
      check: async () =>
        config.SMTP_URL
          ? 'through the SMTP server in SMTP_URL'
          : 'caught; read it at /admin/mail. Set SMTP_URL to send',
    },
    {
      name: 'incoming mail',
      check: async () =>
        config.SMTP_LISTEN_PORT
          ? `SMTP on ${config.SMTP_LISTEN_HOST}:${config.SMTP_LISTEN_PORT}`
          : 'not received: set SMTP_LISTEN_PORT',
    },
    { name: 'backups', check: async () => backupSentence(await lastBackup(house)) },
    {
      name: 'backlog',
      check: async () => {
        const { counts } = await readBacklog(house);
        if (counts.dead_deliveries + counts.dead_jobs > 0)
          throw new Error(
            `${counts.dead_deliveries} deliveries and ${counts.dead_jobs} jobs were given up: see /admin/events`,
          );
        return `${counts.unpublished} events, ${counts.pending} deliveries, ${counts.jobs} jobs wait`;
      },
    },
  ];
}

/** Prints what is right and what is wrong, with the place to mend it; fails when anything is wrong. */
export const doctorCommand: Command = {
  usage: 'doctor [--repair]',
  about: 'Checks settings, engines and backlog, and says what to mend; --repair makes portal roles that are missing.',
  run: async (given) => {
    const unknown = given.find((word) => word !== '--repair');
    if (unknown) throw new Error(`doctor knows only --repair, not "${unknown}".`);
    if (given.includes('--repair')) await withHouse(({ house }) => repairPortalRoles(house));
    console.log(`Node ${process.versions.node}, data in ${loadConfig().KELP_DATA_DIR}`);
    const wrong = await withHouse(async (engines) => {
      let count = 0;
      for (const { name, check } of await findings(engines)) {
        try {
          console.log(`ok     ${name}: ${(await check()) ?? 'ok'}`);
        } catch (error) {
          count += 1;
          console.log(`WRONG  ${name}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
      return count;
    });
    if (wrong > 0) throw new Error(`${wrong} of these need your attention.`);
  },
};
