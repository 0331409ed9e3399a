import { defineNarrowing } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { imports } from './tables';

/** Files name whatever they bring: whom a pack narrows sees their own imports. */
export const importNarrowing = defineNarrowing('import', imports, { always: ({ me }) => sql`x.user_id = ${me}` });
