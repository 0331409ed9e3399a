import { billingModule } from '@kelp/billing';
import { searchResources } from './api';
import { clientsModule } from '@kelp/clients';
import { contractsModule } from '@kelp/contracts';
import { defineModule } from '@kelp/kernel';
import { portalModule } from '@kelp/portal/module';
import { ticketsModule } from '@kelp/tickets';
import { docsOfMerge } from './docs-of-merge';
import { fillSearch, fillSearchHourly } from './jobs/fill-search';
import { searchPermissions } from './permissions';
import { findPortalRecordsQuery } from './queries/find-portal-records';
import { findRecordsQuery } from './queries/find-records';
import { recentRecordsQuery } from './queries/recent-records';
import { suggestRecordsQuery } from './queries/suggest-records';
import { searchSubscribers } from './subscribers';
import { searchDocs } from './tables';

export const searchModule = defineModule('search', {
  needs: [clientsModule, ticketsModule, contractsModule, billingModule, portalModule],
  tables: [searchDocs],
  permissions: searchPermissions,
  queries: [findRecordsQuery, suggestRecordsQuery, recentRecordsQuery, findPortalRecordsQuery],
  subscribers: searchSubscribers,
  fillings: docsOfMerge,
  jobs: [fillSearch],
  schedules: [fillSearchHourly],
  resources: searchResources,
});
