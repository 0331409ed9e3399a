import { z } from '@kelp/kernel';
import { deriveKey } from '@kelp/platform/crypto';

const count = z.int().min(0);

/** The last piece of a backup: what is in it, by which a restore is checked. No secret is among it. */
export const manifestSchema = z.object({
  /** The instant of which the rows are, by the database’s clock. */
  takenAt: z.iso.datetime(),
  /** The program that made it, and the server it was taken from. */
  version: z.string(),
  postgres: z.string(),
  /** Names of the migrations that the rows need. */
  level: z.array(z.string()).min(1),
  tables: z.array(z.object({ name: z.string(), rows: count, size: count, sha256: z.string() })),
  sequences: z.array(z.object({ name: z.string(), value: z.string() })),
  /** `sha256`: over the list of all files with their own. */
  files: z.object({ count, size: count, sha256: z.string() }),
  /** Where the audit chain of each workspace ended. */
  heads: z.array(z.object({ tenant: z.string(), name: z.string(), seq: z.string(), hash: z.string() })),
  /** Tells whether a KELP_SECRET is the one that sealed passwords of other systems in the rows; it cannot be found from it. */
  secretMark: z.string(),
});

export type Manifest = z.output<typeof manifestSchema>;

/** The mark of an installation’s secret. */
export const secretMark = (secret: string): string => deriveKey(secret, 'backup mark').slice(0, 16);

/** Tables that belong to a running installation or are written by the program itself: they are not in a backup. */
export const leftOut: readonly string[] = ['schema_migrations', 'clock_offset', 'leases', 'system_email_templates'];

/** Tables in which a new installation has rows before its first workspace; those of the backup take their place. */
export const replaced: readonly string[] = ['schedules', 'setup_links'];
