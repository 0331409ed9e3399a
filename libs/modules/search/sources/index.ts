import { sql } from '@kelp/platform/db';
import type { DocType } from '../tables';
import { noWords, nothing, type Source } from './source';

const ticket: Source = {
  type: 'ticket',
  from: sql`tickets s`,
  where: sql`true`,
  parentId: sql`s.id`,
  title: sql`s.title`,
  subtitle: sql`coalesce(s.former_number, '')`,
  number: sql`s.number::text`,
  body: noWords,
  url: sql`'/msp/tickets/' || s.id`,
  clientId: sql`s.client_id`,
  contactId: sql`s.contact_id`,
  isPublic: sql`true`,
  hasName: true,
};

/** A document of its own, so that a note's words never mix with what the client may find. */
const comment: Source = {
  type: 'comment',
  from: sql`comments s join tickets t on t.tenant_id = s.tenant_id and t.id = s.ticket_id`,
  where: sql`s.deleted_at is null and s.author_type <> 'system'`,
  parentId: sql`s.ticket_id`,
  title: noWords,
  subtitle: sql`s.author_name`,
  number: nothing,
  body: sql`s.text`,
  url: sql`'/msp/tickets/' || s.ticket_id`,
  clientId: sql`t.client_id`,
  contactId: sql`t.contact_id`,
  isPublic: sql`s.visibility = 'public'`,
  hasName: false,
};

const client: Source = {
  type: 'client',
  from: sql`clients s`,
  where: sql`s.merged_into_id is null`,
  parentId: sql`s.id`,
  title: sql`s.name`,
  subtitle: sql`array_to_string(s.aliases, ' ') || ' ' || coalesce(s.url, '') || ' ' || coalesce((select string_agg(d.domain, ' ') from client_email_domains d
    where d.tenant_id = s.tenant_id and d.client_id = s.id), '')`,
  number: nothing,
  body: sql`s.notes`,
  url: sql`'/msp/clients/' || s.id`,
  clientId: sql`s.id`,
  contactId: nothing,
  isPublic: sql`false`,
  hasName: true,
};

/** A phone number is found whole, without its country, and by its last four digits. */
const contact: Source = {
  type: 'contact',
  from: sql`contacts s`,
  where: sql`s.merged_into_id is null`,
  parentId: sql`s.id`,
  title: sql`s.full_name`,
  subtitle: sql`coalesce(s.email, '') || ' ' || s.title || ' ' || s.phone
    || coalesce((select string_agg(' ' || (e ->> 'email'), '') from jsonb_array_elements(s.other_emails) as e), '')
    || coalesce((select string_agg(' ' || digits || ' ' || right(digits, 7) || ' ' || right(digits, 4), '') from
      (select regexp_replace(s.phone, '\\D', '', 'g') as digits
       union select regexp_replace(p ->> 'number', '\\D', '', 'g') from jsonb_array_elements(s.phones) as p) as numbers), '')`,
  number: nothing,
  body: noWords,
  url: sql`'/msp/contacts/' || s.id`,
  clientId: sql`s.client_id`,
  contactId: sql`s.id`,
  isPublic: sql`false`,
  hasName: true,
};

const invoice: Source = {
  type: 'invoice',
  from: sql`invoices s`,
  where: sql`true`,
  parentId: sql`s.id`,
  title: sql`coalesce(s.number_text, '') || ' ' || s.client_name`,
  subtitle: sql`s.currency || ' ' || s.invoice_date::text`,
  number: sql`lower(s.number_text)`,
  body: sql`coalesce((select string_agg(l.description, ' ' order by l.position) from invoice_lines l
    where l.tenant_id = s.tenant_id and l.invoice_id = s.id), '')`,
  url: sql`'/msp/billing/invoices/' || s.id`,
  clientId: sql`s.client_id`,
  contactId: nothing,
  isPublic: sql`s.state = 'final'`,
  hasName: false,
};

const contract: Source = {
  type: 'contract',
  from: sql`contracts s left join clients c on c.tenant_id = s.tenant_id and c.id = s.client_id`,
  where: sql`true`,
  parentId: sql`s.id`,
  title: sql`s.name`,
  subtitle: sql`coalesce(c.name, '') || ' ' || s.po_number`,
  number: nothing,
  body: sql`coalesce((select string_agg(l.name, ' ' order by l.position) from contract_lines l
    where l.tenant_id = s.tenant_id and l.contract_id = s.id), '')`,
  url: sql`'/msp/contracts/' || s.id`,
  clientId: sql`s.client_id`,
  contactId: nothing,
  isPublic: sql`false`,
  hasName: true,
};

/** Every kind of record that can be found. */
export const sources: Readonly<Record<DocType, Source>> = { ticket, comment, client, contact, invoice, contract };
