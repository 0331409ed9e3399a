import type { Ctx, ReadCtx } from '@kelp/kernel';
import type { ImportKind, RowCtx, SetCtx, SetRow, Values } from './import-kind';

/** A kind whose records are found and made one after the other, each row in a transaction of its own. */
type RowKind = Omit<ImportKind, 'setSize' | 'namesIn' | 'find' | 'follow' | 'create'> & {
  find(ctx: ReadCtx, values: Values, row: RowCtx): Promise<string | null>;
  follow(ctx: ReadCtx, id: string): Promise<string | null>;
  create(ctx: Ctx, values: Values, row: RowCtx): Promise<string>;
};

/** The kind as the run takes it: in sets of one row. */
export function rowByRow({ find, follow, create, ...kind }: RowKind): ImportKind {
  const inTurn = async <R>(
    rows: readonly SetRow[],
    around: SetCtx,
    one: (values: Values, row: RowCtx) => Promise<R>,
  ) => {
    const done: R[] = [];
    for (const { values, isAbove } of rows) done.push(await one(values, { ...around, isAbove }));
    return done;
  };
  return {
    ...kind,
    setSize: 1,
    find: (ctx, rows, around) => inTurn(rows, around, (values, row) => find(ctx, values, row)),
    follow: async (ctx, ids) => {
      const found = new Map<string, string>();
      for (const id of ids) {
        const living = await follow(ctx, id);
        if (living) found.set(id, living);
      }
      return found;
    },
    create: (ctx, rows, around) =>
      inTurn(rows, around, async (values, row) => {
        const id = await create(ctx, values, row);
        return { id, version: await kind.versionOf(ctx, id) };
      }),
  };
}
