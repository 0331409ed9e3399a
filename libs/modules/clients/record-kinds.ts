import { namesOf, searchNames, type Named } from '@kelp/fields';
import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { recordKind } from '@kelp/tags';
import { clients, contacts } from './tables';

const kinds = {
  client: { table: clients, read: 'client.read', update: 'client.update' },
  contact: { table: contacts, read: 'contact.read', update: 'contact.update' },
} as const;

/** Clients and contacts carry tags and custom fields; a field may name a contact. */
export const clientFillings = [
  fillServerSlot(recordKind, async (_ctx, { entity }) => (entity === 'ticket' ? null : kinds[entity])),
  fillServerSlot(namesOf, async (ctx, { kind, ids }) =>
    kind === 'contact'
      ? ctx.db.rows<Named>(
          sql`select id, full_name as name from contacts
              where tenant_id = ${ctx.tenant} and id = any(${ids}::uuid[]) and ${ctx.visible('contact.read', 'contacts')}`,
        )
      : [],
  ),
  fillServerSlot(searchNames, async (ctx, { kind, words }) =>
    kind === 'contact' && ctx.can('contact.read')
      ? ctx.db.rows<Named>(
          sql`select id, full_name as name from contacts where tenant_id = ${ctx.tenant} and not is_inactive
              and ${ctx.visible('contact.read', 'contacts')} and strpos(lower(full_name), ${words}) > 0
              order by lower(full_name) limit 20`,
        )
      : [],
  ),
];
