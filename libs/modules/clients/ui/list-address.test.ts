import { readClientList, readContactList, readFeed, writeSort } from './list-address';

const id = '01a22260-a95b-703c-9b23-22139c54a360';
const clients = (text: string) => readClientList(new URLSearchParams(text));
const contacts = (text: string) => readContactList(new URLSearchParams(text));
const plain = { includeInactive: false, direction: 'asc', sort: 'name' };

it('reads filters and order from an address', () => {
  expect(clients('')).toEqual(plain);
  const all = `q=acme&type=individual&lifecycle=former&manager=${id}&tag=${id},${id}&inactive=1&sort=sla&dir=desc`;
  expect(clients(all)).toEqual({
    ...{ search: 'acme', type: 'individual', lifecycle: 'former', accountManagerId: id, tagIds: [id, id] },
    ...{ includeInactive: true, sort: 'sla', direction: 'desc' },
  });
  expect(clients('manager=nobody&inactive=only')).toEqual({ ...plain, hasNoManager: true, onlyInactive: true });
  expect(contacts(`client=${id}&vip=1&sort=client`)).toEqual({ ...plain, clientId: id, isVip: true, sort: 'client' });
});

it('takes what makes no sense for not said', () => {
  const odd = 'type=robot&lifecycle=&manager=1;drop&tag=x,,y&inactive=maybe&sort=password&dir=up';
  expect(clients(odd)).toEqual(plain);
  expect(clients(`q=${'x'.repeat(999)}`).search).toHaveLength(200);
  expect(contacts('client=everybody&vip=true&sort=sla')).toEqual(plain);
  expect(clients(`tag=${Array(80).fill(id).join(',')}`).tagIds).toHaveLength(50);
});

it('leaves the usual order out', () => {
  expect(writeSort({ key: 'name', direction: 'asc' })).toEqual({ sort: null, dir: null });
  expect(writeSort({ key: 'overdue', direction: 'desc' })).toEqual({ sort: 'overdue', dir: 'desc' });
});

it('reads the feed: days turned around are put right, others that make no sense are not said', () => {
  const feed = (text: string) => readFeed(new URLSearchParams(text));
  expect(feed('')).toEqual({});
  expect(feed(`type=${id}&client=${id}&person=${id}&from=2026-03-01&to=2026-03-05&q=printer`)).toEqual({
    ...{ typeId: id, clientId: id, userId: id, from: '2026-03-01', to: '2026-03-05', search: 'printer' },
  });
  expect(feed('from=2026-03-05&to=2026-03-01')).toEqual({ from: '2026-03-01', to: '2026-03-05' });
  expect(feed('type=call&from=yesterday&to=2026-02-30')).toEqual({});
});
