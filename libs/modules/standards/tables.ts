import { instant, json, tenantColumns, text, uuid } from '@kelp/platform/db';
import type { StandardKindName } from './contract';

/** A row that came into a list by an import: made by it, or taken for the standard type because of its name. */
export interface ImportedRow {
  id: string;
  name: string;
  isNew: boolean;
}

/** One act of importing standard types into a list. */
export const standardImports = tenantColumns(
  'standard_imports',
  {
    kind: text<StandardKindName>(),
    /** Whose list it is, such as the board of statuses; null where the workspace has one list. */
    placeId: uuid().orNull(),
    importedBy: text(),
    rows: json<ImportedRow[]>(),
    undoneAt: instant().orNull(),
  },
  { noun: 'import of standard types' },
);
