'use client';

import { ActionIcon, Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconArrowDown, IconArrowUp, IconDots, IconPin, IconPinFilled, IconStarFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { Dialog, ConfirmDialog, toastError } from '@kelp/ui';
import { deleteSavedView, pinSavedViews, setDefaultView, updateSavedView, type SavedView } from '../contract';
import { moved } from './moved';
import { t } from './strings';
import { useMe, useTicketChoices } from './ticket-queries';

interface ViewLineProps {
  view: SavedView;
  mayShareAll: boolean;
  boards: readonly { id: string; name: string }[];
  /** null at the ends and for views outside the rail */
  onMove: ((step: number) => void) | null;
  onPin: () => void;
  onDelete: () => void;
  act: (work: () => Promise<unknown>) => void;
}

function ViewMenu({ view, mayShareAll, boards, onDelete, act }: ViewLineProps) {
  const { id, isMyDefault, audience, boardIds, mayChange, version } = view;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('views.more', { name: view.name })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => act(() => call(setDefaultView, { id: isMyDefault ? null : id }))}>
          {isMyDefault ? t('views.noDefault') : t('views.makeDefault')}
        </Menu.Item>
        {mayShareAll && audience !== 'everyone' && (
          <Menu.Item onClick={() => act(() => call(updateSavedView, { id, version, audience: 'everyone' }))}>
            {t('views.shareAll')}
          </Menu.Item>
        )}
        {mayShareAll &&
          audience === 'everyone' &&
          boards.map((board) => {
            const isIts = boardIds.includes(board.id);
            return (
              <Menu.Item
                key={board.id}
                onClick={() => act(() => call(setDefaultView, { id: isIts ? null : id, boardId: board.id }))}
              >
                {t(isIts ? 'views.noBoardDefault' : 'views.boardDefault', { board: board.name })}
              </Menu.Item>
            );
          })}
        {mayChange && (
          <Menu.Item color="red" onClick={onDelete}>
            {t('views.delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function ViewLine(props: ViewLineProps) {
  const { view, onMove, onPin } = props;
  const Pin = view.isPinned ? IconPinFilled : IconPin;
  return (
    <li>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-pressed={view.isPinned}
        aria-label={t('views.pinNamed', { name: view.name })}
        onClick={onPin}
      >
        <Pin size={16} />
      </ActionIcon>
      <span className="kelp-view-name">
        {view.name}
        {view.isMyDefault && <IconStarFilled size={12} aria-label={t('views.isDefault')} />}
        <small className="kelp-muted">{t(`views.audience.${view.audience}`)}</small>
      </span>
      {onMove && (
        <>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('views.up', { name: view.name })}
            onClick={() => onMove(-1)}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('views.down', { name: view.name })}
            onClick={() => onMove(1)}
          >
            <IconArrowDown size={16} />
          </ActionIcon>
        </>
      )}
      <ViewMenu {...props} />
    </li>
  );
}

/** The views of a person: which stand in the rail and in which order, which one opens first, who else sees them. */
export function ManageViews({ views, onClose }: { views: readonly SavedView[]; onClose: () => void }) {
  const client = useQueryClient();
  const mayShareAll = useMe().data?.permissions.includes('saved_view.share_all') ?? false;
  const boards = useTicketChoices().data?.boards ?? [];
  const [doomed, setDoomed] = useState<SavedView | null>(null);
  const pinned = views.filter(({ isPinned }) => isPinned).map(({ id }) => id);
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('saved_view.') });
  const act = (work: () => Promise<unknown>) => void work().then(refresh, toastError);
  const rail = (ids: string[]) => act(() => call(pinSavedViews, { ids }));
  return (
    <Dialog opened onClose={onClose} title={t('views.manage')}>
      <ul className="kelp-views">
        {views.map((view) => (
          <ViewLine
            key={view.id}
            view={view}
            mayShareAll={mayShareAll}
            boards={boards}
            act={act}
            onMove={view.isPinned ? (step) => rail(moved(pinned, view.id, step)) : null}
            onPin={() => rail(view.isPinned ? pinned.filter((id) => id !== view.id) : [...pinned, view.id])}
            onDelete={() => setDoomed(view)}
          />
        ))}
      </ul>
      {doomed && (
        <ConfirmDialog
          opened
          title={t('views.deleteTitle', { name: doomed.name })}
          confirmLabel={t('views.delete')}
          danger
          onConfirm={async () => {
            await call(deleteSavedView, { id: doomed.id });
            await refresh();
          }}
          onClose={() => setDoomed(null)}
        >
          {t(doomed.audience === 'mine' ? 'views.deleteMine' : 'views.deleteShared')}
        </ConfirmDialog>
      )}
    </Dialog>
  );
}
