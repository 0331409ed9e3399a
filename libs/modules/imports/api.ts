import { defineResource, type Resource } from '@kelp/kernel';
import { createImportAction } from './actions/create-import';
import { mapImportAction } from './actions/map-import';
import {
  checkImportAction,
  deleteImportAction,
  runImportAction,
  stopImportAction,
  undoImportAction,
} from './actions/work-on-import';
import { getImportQuery } from './queries/get-import';
import { exportFailedRowsQuery, listImportRowsQuery } from './queries/list-import-rows';
import { listImportKindsQuery, listImportsQuery } from './queries/list-imports';

/** What this room offers under /api/v1. */
export const importsResources: readonly Resource[] = [
  defineResource('imports', {
    list: listImportsQuery,
    get: getImportQuery,
    create: createImportAction,
    update: mapImportAction,
    remove: deleteImportAction,
    reads: { kinds: listImportKindsQuery },
    parts: { rows: listImportRowsQuery, 'failed-rows': exportFailedRowsQuery },
    verbs: { check: checkImportAction, run: runImportAction, stop: stopImportAction, undo: undoImportAction },
  }),
];
