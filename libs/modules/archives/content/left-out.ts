import { snake, type Table } from '@kelp/platform/db';

/** What only a running program needs, what follows from other tables, and what nothing but lets people and programs in. */
const tablesLeftOut = new Set([
  ...['outbox', 'deliveries', 'jobs', 'due_items', 'live_counters', 'idempotency_keys', 'mail_rates'],
  ...['audit_unsealed', 'search_docs', 'workspace_archives'],
  ...['sign_in_routes', 'token_routes', 'api_key_routes', 'inbound_routes', 'provider_routes', 'portal_domain_routes'],
  ...['sessions', 'identity_tokens', 'recovery_codes', 'passkey_challenges'],
]);

/** Kept out of the audit trail because few may see it, and no secret for an Owner. */
const noSecrets: Readonly<Record<string, readonly string[]>> = { cost_rates: ['cost'] };

/** The tables of an archive, by name: those of the tenant with what people put into them. */
export const archivedTables = (tables: Iterable<Table>): Table[] =>
  [...tables]
    .filter(({ kind, name }) => kind === 'tenant' && !tablesLeftOut.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** The columns of a table, as the database names them, whose values stay behind: secrets, and words kept for searching only. */
export function columnsLeftOut({ name, secret, columns }: Table): string[] {
  const derived = Object.keys(columns).filter((column) => columns[column]?.type === 'tsvector');
  const secrets = [...secret].filter((column) => !noSecrets[name]?.includes(column));
  return [...secrets, ...derived].map(snake).sort();
}
