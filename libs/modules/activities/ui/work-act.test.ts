import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { listActivities, type WorkList, type WorkRow } from '../contract';
import { actOnWork, withActs, type WorkChange } from './work-act';

/** A server whose answers are given by hand, and a screen that notes every list it was shown. */
function desk() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  let rows = ['one', 'two'];
  const waiting: (() => void)[] = [];
  const observer = new QueryObserver<WorkList>(client, {
    queryKey: [listActivities.name, 'me'],
    queryFn: async () => {
      const asked = [...rows];
      await new Promise<void>((answer) => waiting.push(answer));
      return withActs(client, { rows: asked.map((id) => ({ id }) as WorkRow), upTo: 5 } as WorkList);
    },
  });
  const shown: string[] = [];
  observer.subscribe(({ data }) => {
    const words = data?.rows.map(({ id }) => id).join(' ') ?? '';
    if (data && shown.at(-1) !== words) shown.push(words);
  });
  const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
  return {
    client,
    shown,
    upTo: () => client.getQueryData<WorkList>([listActivities.name, 'me'])?.upTo,
    commit: (...left: string[]) => void (rows = left),
    hint: () => void client.invalidateQueries({ queryKey: [listActivities.name] }),
    answer: async () => {
      await turn();
      while (waiting.length > 0) waiting.shift()?.();
      await turn();
      await turn();
    },
  };
}

const without =
  (gone: string): WorkChange =>
  (list) => ({ ...list, rows: list.rows.filter(({ id }) => id !== gone) });

/** Work that ends when the test says so. */
function task() {
  let end = { done: () => {}, fail: () => {} };
  const promise = new Promise<void>((resolve, reject) => {
    end = { done: resolve, fail: () => reject(new Error('Refused')) };
  });
  return { work: () => promise, ...end };
}

it('shows no old row again, though a list asked for while it is done is answered before and after the end', async () => {
  const { client, shown, commit, hint, answer, upTo } = desk();
  await answer();
  const { work, done } = task();
  const act = actOnWork(client, work, without('one'));
  await answer();
  expect(upTo()).toBe(5);
  hint();
  await answer();
  hint();
  commit('two');
  done();
  await answer();
  await act;
  expect(shown).toEqual(['one two', 'two']);
});

it('keeps what another act draws, when the first one is done and asked for again', async () => {
  const { client, shown, commit, answer } = desk();
  await answer();
  const [first, second] = [task(), task()];
  const acts = [actOnWork(client, first.work, without('one')), actOnWork(client, second.work, without('two'))];
  await answer();
  commit('two');
  first.done();
  await answer();
  commit();
  second.done();
  await answer();
  await Promise.all(acts);
  expect(shown.at(-1)).toBe('');
  expect(shown.slice(1)).not.toContain('one two');
  expect(shown.indexOf('')).toBe(shown.length - 1);
});

it('shows the row again when it is refused', async () => {
  const { client, shown, answer } = desk();
  await answer();
  const { work, fail } = task();
  const act = actOnWork(client, work, without('one'));
  const refusal = expect(act).rejects.toThrow('Refused');
  fail();
  await answer();
  await refusal;
  expect(shown).toEqual(['one two', 'two', 'one two']);
});
