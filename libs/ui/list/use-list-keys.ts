'use client';

import { t } from '../i18n';
import type { KeyBindings } from '../keys/key-registry';
import { useKeys } from '../keys/use-keys';
import type { DataListProps } from './list-props';
import type { ListState } from './use-list-state';

function selectionKeys<Row>(state: ListState<Row>, isMoreOffered: boolean): KeyBindings {
  const activeId = state.order[state.activeAt];
  return {
    x: { label: t('list.key.select'), run: () => activeId !== undefined && state.toggle(activeId) },
    'Shift+J': { label: t('list.key.extendDown'), run: () => state.extendBy(1) },
    'Shift+K': { label: t('list.key.extendUp'), run: () => state.extendBy(-1) },
    'Mod+A': {
      label: t('list.key.all'),
      whileTyping: false,
      run: () => {
        if (!state.isEveryRow) state.toggleEvery();
        else if (isMoreOffered) state.takeEverything();
      },
    },
    ...(state.selection.ids.size > 0 || state.chosen.isAll
      ? { Escape: { label: t('list.key.clear'), run: state.clear } }
      : {}),
  };
}

function rowKeyBindings<Row>(rowKeys: DataListProps<Row>['rowKeys'], state: ListState<Row>): KeyBindings {
  return Object.fromEntries(
    Object.entries(rowKeys ?? {}).map(([keys, { label, run }]) => [
      keys,
      { label, run: () => state.targets.length > 0 && run(state.targets, state.chosen) },
    ]),
  );
}

/** The keys of a list: J/K, Enter, Space, X, Shift+J/K and those that the page adds. */
export function useListKeys<Row>(props: DataListProps<Row>, state: ListState<Row>, open: (row: Row) => void): void {
  const { label, onPeek, rowKeys, bulkActions, everything, hasMore } = props;
  const { activeRow } = state;
  useKeys(
    'list',
    {
      j: { label: t('list.key.down'), run: () => state.move(1) },
      k: { label: t('list.key.up'), run: () => state.move(-1) },
      Enter: { label: t('list.key.open'), run: () => activeRow && open(activeRow) },
      ...(onPeek ? { Space: { label: t('list.key.peek'), run: () => activeRow && onPeek(activeRow) } } : {}),
      ...(bulkActions || rowKeys ? selectionKeys(state, Boolean(everything && hasMore)) : {}),
      ...rowKeyBindings(rowKeys, state),
    },
    { title: label },
  );
}
