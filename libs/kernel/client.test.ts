import { call } from './client';
import { contract, localDate, z } from './contract';

const book = contract({
  name: 'book.save',
  input: z.object({
    title: z.string().min(1),
    percent: z.string().regex(/^\d+$/, 'Give a percentage such as 10.'),
    on: localDate.optional(),
  }),
  output: z.object({ id: z.string() }),
});

it('says field by field what does not fit the contract, before anything is sent', async () => {
  const fetch = jest.spyOn(globalThis, 'fetch');
  await expect(call(book, { title: '', percent: 'abc' })).rejects.toMatchObject({
    id: 'invalid',
    fields: { title: 'Give at least 1 character for “title”.', percent: 'Give a percentage such as 10.' },
  });
  expect(fetch).not.toHaveBeenCalled();
  fetch.mockRestore();
});
