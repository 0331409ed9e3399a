import { billingModule } from '@kelp/billing';
import { catalogModule } from '@kelp/catalog';
import { clientsModule } from '@kelp/clients';
import { contractsModule } from '@kelp/contracts';
import { identityModule } from '@kelp/identity';
import { defineModule } from '@kelp/kernel';
import { ticketsModule } from '@kelp/tickets';
import { timeModule } from '@kelp/time';
import { importNarrowing } from './narrowing';
import { createImportAction } from './actions/create-import';
import { mapImportAction } from './actions/map-import';
import {
  checkImportAction,
  deleteImportAction,
  runImportAction,
  stopImportAction,
  undoImportAction,
} from './actions/work-on-import';
import { firstImport } from './first-import';
import { importsResources } from './api';
import { readImport } from './jobs/read-import';
import { workImport } from './jobs/work-import';
import { importPermissions } from './permissions';
import { getImportQuery } from './queries/get-import';
import { exportFailedRowsQuery, listImportRowsQuery } from './queries/list-import-rows';
import { listImportKindsQuery, listImportsQuery } from './queries/list-imports';
import * as tables from './tables';

export const importsModule = defineModule('imports', {
  needs: [identityModule, clientsModule, catalogModule, ticketsModule, timeModule, contractsModule, billingModule],
  tables: Object.values(tables),
  permissions: importPermissions,
  actions: [
    createImportAction,
    mapImportAction,
    checkImportAction,
    runImportAction,
    stopImportAction,
    undoImportAction,
    deleteImportAction,
  ],
  queries: [listImportsQuery, listImportKindsQuery, getImportQuery, listImportRowsQuery, exportFailedRowsQuery],
  jobs: [readImport, workImport],
  fillings: [firstImport],
  narrowings: [importNarrowing],
  resources: importsResources,
});
