import { calculateInvoice } from './calculate-invoice';
import { replayInvoice, replayWritten, type FrozenInvoice } from './freeze-invoice';
import stored from './stored-documents.json';

/** Documents as engine 3 and written-1 stored them, made when those were the engines of the day. */
const documents = stored as FrozenInvoice[];

it('replays documents of earlier engines to the byte', () => {
  for (const frozen of documents) {
    const replay = frozen.engineVersion.startsWith('written') ? replayWritten : replayInvoice;
    expect(replay(frozen)).toMatchObject({ isEqual: true, result: { engineVersion: frozen.engineVersion } });
  }
  expect(documents).toHaveLength(5);
});

it('would notice another engine: its name is part of the result', () => {
  const [first] = documents;
  if (!first) throw new Error('There is nothing to replay.');
  expect(replayInvoice({ ...first, engineVersion: 'x' }).isEqual).toBe(false);
  expect(calculateInvoice).toHaveLength(1);
});
