import { samples as activities } from '@kelp/activities/samples';
import { samples as archives } from '@kelp/archives/samples';
import { samples as billing } from '@kelp/billing/samples';
import { samples as catalog } from '@kelp/catalog/samples';
import { samples as clients } from '@kelp/clients/samples';
import { samples as contracts } from '@kelp/contracts/samples';
import { samples as fields } from '@kelp/fields/samples';
import { samples as identity } from '@kelp/identity/samples';
import { samples as imports } from '@kelp/imports/samples';
import { samples as mailboxes } from '@kelp/mailboxes/samples';
import { samples as notifications } from '@kelp/notifications/samples';
import { samples as portal } from '@kelp/portal/samples';
import { samples as search } from '@kelp/search/samples';
import { samples as sla } from '@kelp/sla/samples';
import { samples as standards } from '@kelp/standards/samples';
import { samples as surveys } from '@kelp/surveys/samples';
import { samples as tags } from '@kelp/tags/samples';
import { samples as tenants } from '@kelp/tenants/samples';
import { samples as tickets } from '@kelp/tickets/samples';
import { samples as time } from '@kelp/time/samples';
import { samples as webhooks } from '@kelp/webhooks/samples';
import { createTenant } from '@kelp/tenants';
import { settle, type Ids, type Samples, type TestHouse } from '@kelp/testing';

/** The samples of every module, lower rooms first; clients before identity, whose portal user needs a contact. */
export const allSamples: readonly Samples[] = [
  tenants,
  clients,
  identity,
  standards,
  tags,
  fields,
  catalog,
  activities,
  tickets,
  sla,
  time,
  contracts,
  billing,
  portal,
  mailboxes,
  notifications,
  surveys,
  search,
  webhooks,
  imports,
  archives,
];

/** A valid input for every action and query, by name. */
export const inputs: Samples['inputs'] = Object.assign({}, ...allSamples.map((one) => one.inputs));

export interface FilledTenant {
  tenant: string;
  ids: Ids;
}

/** A workspace with one record of every noun of every module. */
export async function fillTenant(test: TestHouse, name: string): Promise<FilledTenant> {
  const tenant = await createTenant(test.house, { name, zone: 'America/Chicago', currency: 'USD' });
  let ids: Record<string, string> = {};
  for (const one of allSamples) {
    ids = { ...ids, ...(await test.inside(tenant, (ctx) => one.make(ctx, ids))) };
  }
  await settle(test);
  return { tenant, ids };
}
