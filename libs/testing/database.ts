import pg from 'pg';

/** Passwords of the roles in test engines; nothing secret, the engines live for one run on loopback. */
export const testPasswords = { app: 'app', system: 'system' };

/** The address of `database` for a role on the server of `superUrl`. */
export function addressFor(superUrl: string, database: string, role?: 'kelp_app' | 'kelp_system'): string {
  const url = new URL(superUrl);
  url.pathname = `/${database}`;
  if (role) {
    url.username = role;
    url.password = role === 'kelp_app' ? testPasswords.app : testPasswords.system;
  }
  return url.toString();
}

/** Runs one statement as the superuser, outside the product: for making and dropping databases, and for looking behind RLS. */
export async function asSuperuser<T extends object>(url: string, text: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as T[];
  } finally {
    await client.end();
  }
}
