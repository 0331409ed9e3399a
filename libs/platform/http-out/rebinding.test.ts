/** @jest-environment node */
import type { LookupAddress } from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fetchOut } from './fetch-out';

/** Stands before what is imported: jest lifts a mock, and the names in it that begin so. */
const mockLookup = jest.fn<Promise<LookupAddress[]>, [string]>();
jest.mock('node:dns/promises', () => ({ lookup: (name: string) => mockLookup(name) }));

let server: Server;
let port = 0;
let hits = 0;
beforeAll(async () => {
  server = createServer((_request, response) => void response.end(String((hits += 1))));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => void server.close());
beforeEach(() => {
  hits = 0;
  mockLookup.mockReset();
});

const here = { address: '127.0.0.1', family: 4 };
const closed = { allowLocal: false, allowPrivate: false };
const limits = { timeoutMs: 300, maxBytes: 1000 };

it('connects to the address that was checked, though the name leads inside from then on', async () => {
  mockLookup.mockResolvedValueOnce([{ address: '192.0.2.1', family: 4 }]).mockResolvedValue([here]);
  await expect(fetchOut(`https://rebound.test:${port}/`, {}, closed, limits)).rejects.toMatchObject({
    id: 'out.failed',
  });
  expect(mockLookup).toHaveBeenCalledTimes(1);
  expect(hits).toBe(0);
});

it('refuses a name that leads inside', async () => {
  mockLookup.mockResolvedValue([here]);
  await expect(fetchOut(`http://inside.test:${port}/`, {}, closed, limits)).rejects.toMatchObject({ id: 'out.host' });
  expect(hits).toBe(0);
});

it('does not wait longer for a name than for an answer', async () => {
  mockLookup.mockReturnValue(new Promise(() => undefined));
  await expect(fetchOut('https://slow.test/', {}, closed, limits)).rejects.toMatchObject({ id: 'out.host' });
});

it('connects where the name leads when that is open', async () => {
  mockLookup.mockResolvedValue([here]);
  const open = { allowLocal: true, allowPrivate: true };
  expect(await (await fetchOut(`http://inside.test:${port}/`, {}, open, { ...limits, timeoutMs: 10_000 })).text()).toBe(
    '1',
  );
});
