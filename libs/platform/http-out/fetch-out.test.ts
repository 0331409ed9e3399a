import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fetchOut } from './fetch-out';

const closed = { allowLocal: false, allowPrivate: false };
const open = { allowLocal: true, allowPrivate: true };
let server: Server;
let address = '';
let hits = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    hits += 1;
    if (request.url === '/moved') return void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    if (request.url === '/long') return void response.end('x'.repeat(5000));
    if (request.url === '/slow') return undefined;
    return void response.end('{"ok":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
const idOf = (work: Promise<Response>) =>
  work.then(
    (found) => String(found.status),
    (error: { id: string }) => error.id,
  );

it.each([
  'https://127.0.0.1/',
  'https://localhost/',
  'https://10.0.0.1/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[fd00::1]/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://user:word@example.test/',
  'http://93.184.216.34/',
  'file:///etc/passwd',
  'https://no-such-name.invalid/',
])('does not connect to %s', async (url) => {
  expect(await idOf(fetchOut(url, {}, closed))).toBe('out.host');
});

it('connects to nothing inside when it is closed, whatever answers there', async () => {
  expect(await idOf(fetchOut(`${address}/`, {}, closed))).toBe('out.host');
  expect(hits).toBe(0);
});

it('reads an answer, follows no redirect, and cuts off what is long or slow', async () => {
  expect(await (await fetchOut(`${address}/`, {}, open)).json()).toEqual({ ok: true });
  expect(await idOf(fetchOut(`${address}/moved`, {}, open))).toBe('302');
  expect(await idOf(fetchOut(`${address}/long`, {}, open, { timeoutMs: 5000, maxBytes: 1000 }))).toBe('out.failed');
  expect(await idOf(fetchOut(`${address}/slow`, {}, open, { timeoutMs: 100, maxBytes: 1000 }))).toBe('out.failed');
});
