import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** The service catalogue: its forms with their published versions, who may ask for them, and what was asked for. */
export const serviceRequests: Migration = {
  name: '0062-service-requests',
  async up(knex) {
    await tenantTable(
      knex,
      'service_request_definitions',
      `name text not null check (length(name) between 1 and 120), draft jsonb not null,
       state text not null default 'draft' check (state in ('draft', 'published', 'archived')),
       is_for_all_clients boolean not null default true, is_for_all_roles boolean not null default true,
       edition integer not null default 0`,
    );
    await knex.raw(
      'create unique index service_request_definitions_name_unique on service_request_definitions (tenant_id, lower(name))',
    );
    await tenantTable(
      knex,
      'service_request_versions',
      `definition_id uuid not null, number integer not null, content jsonb not null, published_by uuid,
       constraint service_request_versions_definition_id_fk foreign key (tenant_id, definition_id)
         references service_request_definitions (tenant_id, id) on delete cascade`,
      // What was published stays as it was: requests are read by it for good.
      {
        references: { published_by: 'users' },
        unique: [['definition_id', 'number']],
        grants: 'select, insert, delete',
      },
    );
    for (const [noun, table] of Object.entries({ client: 'clients', role: 'roles' })) {
      await tenantTable(
        knex,
        `service_request_definition_${table}`,
        `definition_id uuid not null, ${noun}_id uuid not null,
         constraint service_request_definition_${table}_definition_id_fk foreign key (tenant_id, definition_id)
           references service_request_definitions (tenant_id, id) on delete cascade,
         constraint service_request_definition_${table}_${noun}_id_fk foreign key (tenant_id, ${noun}_id)
           references ${table} (tenant_id, id)${noun === 'role' ? ' on delete cascade' : ''}`,
        { unique: [['definition_id', `${noun}_id`]], index: [[`${noun}_id`]] },
      );
    }
    await tenantTable(
      knex,
      'service_request_submissions',
      `definition_id uuid not null, version_id uuid not null, client_id uuid not null, contact_id uuid, user_id uuid not null,
       answers jsonb not null, price jsonb,
       state text not null check (state in ('submitted', 'accepted', 'refused', 'withdrawn')),
       decided_by uuid, decided_at timestamptz, reason text not null default '', ticket_id uuid,
       check ((state = 'accepted') = (ticket_id is not null)), check ((state = 'submitted') = (decided_at is null)),
       check ((state = 'refused') = (reason <> ''))`,
      {
        references: {
          definition_id: 'service_request_definitions',
          version_id: 'service_request_versions',
          client_id: 'clients',
          contact_id: 'contacts',
          user_id: 'users',
          decided_by: 'users',
          ticket_id: 'tickets',
        },
        unique: [['ticket_id']],
        index: [
          ['client_id', 'created_at desc', 'id desc'],
          ['created_at desc', 'id desc'],
          ['contact_id'],
          ['definition_id'],
        ],
      },
    );
    await knex.raw(
      `create index service_request_submissions_waiting on service_request_submissions (tenant_id, client_id) where state = 'submitted'`,
    );
    await tenantTable(
      knex,
      'service_request_attachments',
      `service_request_id uuid not null, field_key text not null, filename text not null, content_type text not null,
       size bigint not null, sha256 text not null, storage_key text not null`,
      {
        references: { service_request_id: 'service_request_submissions' },
        index: [['service_request_id']],
      },
    );
  },
};
