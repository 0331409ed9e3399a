import { readNarrowing, writeNarrowing } from './narrowing';

const client = '0190b7a0-0000-7000-8000-000000000001';

function written(narrowed: Parameters<typeof writeNarrowing>[0]): URLSearchParams {
  const address = new URLSearchParams();
  for (const [name, value] of Object.entries(writeNarrowing(narrowed))) if (value) address.set(name, value);
  return new URLSearchParams(address.toString());
}

it('keeps what narrows a search in the address, whatever signs a status has', () => {
  const narrowed = {
    clients: [client],
    statuses: ['ticket:Waiting, or 100% done & "sent"', 'invoice:final'],
    changed: 'month' as const,
    comments: false,
  };
  expect(readNarrowing(written(narrowed))).toEqual(narrowed);
  expect([...written({})]).toEqual([]);
});

it('leaves out what is not right in an address', () => {
  expect(readNarrowing(new URLSearchParams('client=nonsense&status=%25E0&changed=ever&comments=maybe'))).toEqual({});
  expect(readNarrowing(new URLSearchParams(`client=${client},x`))).toEqual({ clients: [client] });
});
