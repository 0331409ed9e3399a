import { house } from '../bridge';

/** What Next gives a page of its query string. */
export interface PageInput {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** One value of the query string as text; '' when missing. */
export async function queryText({ searchParams }: PageInput, name: string): Promise<string> {
  const value = (await searchParams)[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** Which door a shared page belongs to; on a portal's own domain there is only the one for clients. */
export const doorOf = (text: string): 'msp' | 'client' =>
  text === 'client' || house().current().workspace !== null ? 'client' : 'msp';
