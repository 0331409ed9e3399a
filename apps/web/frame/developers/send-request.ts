import { valueOf, type Address } from './read-document';

/** What was answered, as it is shown. */
export interface Shown {
  readonly status: number;
  readonly tookMs: number;
  readonly text: string;
}

export interface Given {
  /** Texts by the names of parameters. */
  readonly values: Readonly<Record<string, string>>;
  readonly body: string;
  /** Null: as the signed-in person. */
  readonly key: string | null;
}

const filled = (given: Given): [string, string][] => Object.entries(given.values).filter(([, text]) => text !== '');

function byKey({ method, path, body }: Address, given: Given, key: string): [string, RequestInit] {
  const query = new URLSearchParams(filled(given).filter(([name]) => name !== 'id'));
  const address = `/api/v1${path.replace('{id}', encodeURIComponent(given.values['id'] ?? ''))}`;
  return [
    query.size > 0 ? `${address}?${query}` : address,
    {
      method,
      credentials: 'omit',
      headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: given.body } : {}),
    },
  ];
}

/** As the signed-in person it goes by the door of our own pages, which knows their session: the API itself takes no cookies. */
function bySession({ contract, idField, parameters, body }: Address, given: Given): [string, RequestInit] {
  const names: Record<string, string> = {
    cursor: 'after',
    custom_fields: 'fields',
    ...(idField ? { id: idField } : {}),
  };
  const values = filled(given).flatMap(([name, text]) => {
    const parameter = parameters.find((one) => one.name === name);
    return parameter && name !== 'fields' ? [[names[name] ?? name, valueOf(text, parameter)] as const] : [];
  });
  const input = { ...(body ? (JSON.parse(given.body) as object) : {}), ...Object.fromEntries(values) };
  return [
    `/api/call/${contract}`,
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) },
  ];
}

const laidOut = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

/** Sends what was typed and answers what came back. Throws SyntaxError for a body that is no JSON. */
export async function sendRequest(address: Address, given: Given): Promise<Shown> {
  const [url, init] = given.key === null ? bySession(address, given) : byKey(address, given, given.key);
  const begun = performance.now();
  const response = await fetch(url, init);
  const text = laidOut((await response.text()).slice(0, 500_000));
  return { status: response.status, tookMs: Math.round(performance.now() - begun), text };
}
