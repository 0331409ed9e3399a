import { sql, type Sql } from '@kelp/platform/db';
import type { DocType } from '../tables';

/** How records of one kind become search documents. */
export interface Source {
  readonly type: DocType;
  /** The table, or what stands for it, under the alias `s`. */
  readonly from: Sql;
  /** Where a record of it has words to find: over `s`. */
  readonly where: Sql;
  readonly parentId: Sql;
  readonly title: Sql;
  readonly subtitle: Sql;
  readonly number: Sql;
  readonly body: Sql;
  readonly url: Sql;
  readonly clientId: Sql;
  readonly contactId: Sql;
  readonly isPublic: Sql;
  readonly hasName: boolean;
}

export const nothing = sql`null`;
export const noWords = sql`''`;
