import { identityModule } from '@kelp/identity';
import { defineModule } from '@kelp/kernel';
import { importStandardsAction } from './actions/import-standards';
import { undoStandardImportAction } from './actions/undo-standard-import';
import { standardsResources } from './api';
import { standardPermissions } from './permissions';
import { previewStandardsQuery } from './queries/preview-standards';
import { standardImports } from './tables';

export const standardsModule = defineModule('standards', {
  needs: [identityModule],
  tables: [standardImports],
  permissions: standardPermissions,
  actions: [importStandardsAction, undoStandardImportAction],
  queries: [previewStandardsQuery],
  resources: standardsResources,
});
