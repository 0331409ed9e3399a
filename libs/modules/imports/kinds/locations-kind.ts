import {
  addLocation,
  addLocationAction,
  clientLocations,
  removeLocationAction,
  updateLocation,
  updateLocationAction,
} from '@kelp/clients';
import { sql } from '@kelp/platform/db';
import { asText, asYesNo } from '../domain/cell-readers';
import { decoded } from './decoded';
import { given, oldValues } from './given';
import type { ImportKind, Values } from './import-kind';
import { rowByRow } from './row-by-row';
import { findClient, requireClient } from './lookups';

const place = ['name', 'line1', 'line2', 'city', 'region', 'postalCode', 'country', 'isBilling', 'isShipping'] as const;

/** A mark is given by a file, never taken: a client keeps a default. */
const facts = (values: Values) => ({
  ...given(values, place),
  ...(values['isDefault'] === true ? { isDefault: true } : {}),
});

export const locationsKind: ImportKind = rowByRow({
  key: 'locations',
  label: 'Locations',
  entity: 'location',
  title: 'name',
  needs: { create: ['client.update'], update: ['client.update'] },
  fields: [
    {
      key: 'client',
      label: 'Client',
      isRequired: true,
      hint: 'By name, or by its id in the other system.',
      names: ['client name', 'company', 'company name', 'customer', 'organization', 'account'],
      read: asText,
    },
    {
      key: 'name',
      label: 'Name',
      isRequired: true,
      names: ['location', 'location name', 'site', 'site name'],
      read: asText,
    },
    {
      key: 'line1',
      label: 'Street',
      names: ['address', 'address 1', 'address line 1', 'street address'],
      read: asText,
    },
    { key: 'line2', label: 'Address, second line', names: ['address 2', 'address line 2'], read: asText },
    { key: 'city', label: 'City', names: ['town'], read: asText },
    { key: 'region', label: 'Region', names: ['state', 'province', 'county'], read: asText },
    { key: 'postalCode', label: 'Postal code', names: ['zip', 'zip code', 'postcode'], read: asText },
    { key: 'country', label: 'Country', names: [], read: asText },
    { key: 'isDefault', label: 'Default', names: ['primary', 'is primary', 'main', 'is default'], read: asYesNo },
    { key: 'isBilling', label: 'For invoices', names: ['billing', 'is billing', 'billing address'], read: asYesNo },
    { key: 'isShipping', label: 'For parcels', names: ['shipping', 'is shipping', 'shipping address'], read: asYesNo },
  ],
  keysOf: (values) => (values['name'] ? [`${String(values['client'])}|${String(values['name'])}`.toLowerCase()] : []),
  find: async (ctx, values, { system }) => {
    const clientId = await findClient(ctx, system, String(values['client'] ?? ''));
    const found = await ctx.db.maybe<{ id: string }>(
      sql`select id from client_locations where tenant_id = ${ctx.tenant} and client_id = ${clientId}
          and lower(name) = lower(${String(values['name'] ?? '')}) limit 1`,
    );
    return found?.id ?? null;
  },
  follow: async (ctx, id) => (await ctx.db.find(clientLocations, { id }))?.id ?? null,
  create: async (ctx, values, { system }) => {
    const clientId = await requireClient(ctx, system, String(values['client'] ?? ''));
    return (await ctx.run(addLocationAction, decoded(addLocation, { clientId, ...facts(values) }))).id;
  },
  update: async (ctx, id, values) => {
    const patch = facts(values);
    const { isDefault: _mark, ...before } = oldValues(await ctx.db.lock(clientLocations, id), patch);
    await ctx.run(updateLocationAction, decoded(updateLocation, { id, ...patch }));
    return before;
  },
  restore: async (ctx, id, before) => {
    await ctx.run(updateLocationAction, decoded(updateLocation, { id, ...before }));
  },
  remove: async (ctx, id) => {
    await ctx.run(removeLocationAction, { id });
  },
  versionOf: async (ctx, id) => (await ctx.db.find(clientLocations, { id }))?.version ?? null,
  href: () => null,
});
