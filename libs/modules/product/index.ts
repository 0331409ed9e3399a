import type { Module } from '@kelp/kernel';
import { activitiesModule } from '@kelp/activities';
import { archivesModule } from '@kelp/archives';
import { billingModule } from '@kelp/billing';
import { catalogModule } from '@kelp/catalog';
import { clientsModule } from '@kelp/clients';
import { contractsModule } from '@kelp/contracts';
import { fieldsModule } from '@kelp/fields';
import { identityModule } from '@kelp/identity';
import { importsModule } from '@kelp/imports';
import { mailboxesModule } from '@kelp/mailboxes';
import { notificationsModule } from '@kelp/notifications';
import { portalModule } from '@kelp/portal';
import { searchModule } from '@kelp/search';
import { slaModule } from '@kelp/sla';
import { standardsModule } from '@kelp/standards';
import { surveysModule } from '@kelp/surveys';
import { tagsModule } from '@kelp/tags';
import { tenantsModule } from '@kelp/tenants';
import { ticketsModule } from '@kelp/tickets';
import { timeModule } from '@kelp/time';
import { webhooksModule } from '@kelp/webhooks';

/** Every module of the product, lower rooms first: what all processes, the operator's tool and whole-house tests run with. */
export const productModules: readonly Module[] = [
  tenantsModule,
  identityModule,
  standardsModule,
  tagsModule,
  fieldsModule,
  clientsModule,
  catalogModule,
  activitiesModule,
  ticketsModule,
  slaModule,
  timeModule,
  contractsModule,
  billingModule,
  portalModule,
  mailboxesModule,
  notificationsModule,
  surveysModule,
  searchModule,
  webhooksModule,
  importsModule,
  archivesModule,
];
