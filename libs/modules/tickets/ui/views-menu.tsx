'use client';

import { Button, Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconBookmark, IconChevronDown, IconPin } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { toastError, toastSuccess, useKeys } from '@kelp/ui';
import { updateSavedView, type SavedView } from '../contract';
import { writeListUrl, writeViewQuery, type ListUrl } from './list-url';
import { t } from './strings';
import { hrefOfView, listOfView, useSavedViews } from './view-queries';

const SaveView = dynamic(() => import('./save-view').then((module) => module.SaveView));
const ManageViews = dynamic(() => import('./manage-views').then((module) => module.ManageViews));

/** Whether the list is not (any more) what the view keeps. */
export const differsFrom = (list: ListUrl, view: SavedView): boolean =>
  writeListUrl({ ...list, view: view.id }) !== writeListUrl(listOfView(view));

function useSaveChanges(list: ListUrl, view: SavedView | undefined) {
  const client = useQueryClient();
  return async () => {
    if (!view) return;
    const { id, version, name } = view;
    const look = { query: writeViewQuery(list), columns: [...(list.columns ?? [])], density: list.density };
    try {
      await call(updateSavedView, { id, version, ...look });
      toastSuccess(t('views.changed', { name }));
    } catch (error) {
      toastError(error);
    } finally {
      await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('saved_view.') });
    }
  };
}

/** Saved views: go to one, keep the list as one (V), keep changes, put them in order. */
export function ViewsMenu({ list, onChange }: { list: ListUrl; onChange: (list: ListUrl, typing?: boolean) => void }) {
  const views = useSavedViews().data?.rows ?? [];
  const current = views.find(({ id }) => id === list.view);
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null);
  const saveChanges = useSaveChanges(list, current);
  useKeys('page', { v: { label: t('views.save'), run: () => setDialog('save') } });
  const isChanged = current !== undefined && differsFrom(list, current);
  return (
    <>
      {isChanged && current.mayChange && (
        <Button variant="default" onClick={() => void saveChanges()}>
          {t('views.keepChanges')}
        </Button>
      )}
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconBookmark size={15} />}
            rightSection={<IconChevronDown size={13} />}
          >
            {t('views.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <div className="kelp-views-menu">
            {views.map((view) => (
              <Menu.Item
                key={view.id}
                component={Link}
                href={hrefOfView(view)}
                leftSection={view.isPinned ? <IconPin size={14} /> : <span className="kelp-pin-space" />}
                aria-current={view.id === list.view ? 'page' : undefined}
              >
                {view.name}
              </Menu.Item>
            ))}
          </div>
          <Menu.Divider />
          <Menu.Item onClick={() => setDialog('save')}>{t('views.save')}</Menu.Item>
          <Menu.Item onClick={() => setDialog('manage')}>{t('views.manage')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog === 'save' && (
        <SaveView list={list} onSaved={(view) => onChange({ ...list, view }, true)} onClose={() => setDialog(null)} />
      )}
      {dialog === 'manage' && <ManageViews views={views} onClose={() => setDialog(null)} />}
    </>
  );
}
