import { auditLog, defineNarrowing } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';

/** The trail tells of every record, so that whom a pack narrows reads of it what they did themselves. */
export const auditNarrowing = defineNarrowing('audit_log', auditLog, { always: ({ me }) => sql`x.actor_id = ${me}` });
