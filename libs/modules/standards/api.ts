import { defineResource, type Resource } from '@kelp/kernel';
import { importStandardsAction } from './actions/import-standards';
import { undoStandardImportAction } from './actions/undo-standard-import';
import { previewStandardsQuery } from './queries/preview-standards';

/** What this room offers under /api/v1. */
export const standardsResources: readonly Resource[] = [
  defineResource('standard-types', { list: previewStandardsQuery, create: importStandardsAction }),
  defineResource('standard-type-imports', { verbs: { undo: undoStandardImportAction } }),
];
