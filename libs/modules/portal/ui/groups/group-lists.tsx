'use client';

import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { ConfirmDialog, toastSuccess } from '@kelp/ui';
import type { VisibilityGroup, VisibilityGroups, VisibilityPerson } from '../../contract';
import { t } from '../strings';
import { useRefreshGroups, type GroupDoor } from './group-door';
import './groups.css';

const GroupDialog = dynamic(() => import('./group-dialog').then((one) => one.GroupDialog));
const PreviewDialog = dynamic(() => import('./preview-dialog').then((one) => one.PreviewDialog));

/** Whose tickets the members of a group see, in words. */
function reachOf({ reach, seesMembers, contacts, boards }: VisibilityGroup): string {
  if (reach !== 'some') return t(`groups.short.${reach}`);
  const parts = [
    ...(seesMembers ? [t('groups.short.members')] : []),
    ...(contacts.length > 0 ? [contacts.map(({ name }) => name).join(', ')] : []),
    ...(boards.length > 0
      ? [t('groups.short.boards', { count: boards.length, names: boards.map(({ name }) => name).join(', ') })]
      : []),
  ];
  return parts.length > 0 ? parts.join(' · ') : t('groups.short.own');
}

function GroupRow(props: { group: VisibilityGroup; onEdit: () => void; onRemove: () => void }) {
  const { group, onEdit, onRemove } = props;
  const { name, members } = group;
  return (
    <li className="kelp-entry">
      <span className="kelp-entry-words">
        <strong>{name}</strong>
        <span>{reachOf(group)}</span>
        <span className="kelp-muted">
          {members.length > 0 ? members.map((one) => one.name).join(', ') : t('groups.noMembers')}
        </span>
      </span>
      <span className="kelp-groups-acts">
        <ActionIcon variant="subtle" color="gray" aria-label={t('groups.editNamed', { name })} onClick={onEdit}>
          <IconPencil size={16} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={t('groups.removeNamed', { name })} onClick={onRemove}>
          <IconTrash size={16} />
        </ActionIcon>
      </span>
    </li>
  );
}

/** Everybody of the client who may use the portal, with what they see; a press shows it. */
export function PeopleSight({ people, door }: { people: readonly VisibilityPerson[]; door: GroupDoor }) {
  const [shown, setShown] = useState<VisibilityPerson | null>(null);
  const users = people.filter(({ hasAccess }) => hasAccess);
  if (users.length === 0) return <p className="kelp-muted">{t('groups.noUsers')}</p>;
  return (
    <>
      <ul className="kelp-entries" aria-label={t('groups.people')}>
        {users.map((person) => (
          <li key={person.id} className="kelp-entry">
            <span className="kelp-entry-words">
              <span>{person.name}</span>
              <span className="kelp-muted">
                {t(`groups.sees.${person.reach}`)} · {t(`groups.by.${person.decidedBy}`)}
              </span>
            </span>
            <Button
              size="xs"
              variant="default"
              aria-label={t('groups.previewLabel', { name: person.name })}
              onClick={() => setShown(person)}
            >
              {t('groups.preview')}
            </Button>
          </li>
        ))}
      </ul>
      {shown && <PreviewDialog door={door} person={shown} onClose={() => setShown(null)} />}
    </>
  );
}

/** The groups with what is done to them. `editing` is the one whose dialog is open, `new` for one that is being made. */
export function GroupList(props: {
  door: GroupDoor;
  data: VisibilityGroups;
  editing: VisibilityGroup | 'new' | null;
  onEdit: (group: VisibilityGroup | null) => void;
}) {
  const { door, data, editing, onEdit } = props;
  const refresh = useRefreshGroups();
  const [removed, setRemoved] = useState<VisibilityGroup | null>(null);

  async function remove({ id, name }: VisibilityGroup) {
    await door.remove(id);
    toastSuccess(t('groups.removed', { name }));
    await refresh();
  }

  return (
    <>
      {data.groups.length === 0 && <p className="kelp-muted">{t('groups.none')}</p>}
      {data.groups.length > 0 && (
        <ul className="kelp-entries" aria-label={t('groups.list')}>
          {data.groups.map((group) => (
            <GroupRow key={group.id} group={group} onEdit={() => onEdit(group)} onRemove={() => setRemoved(group)} />
          ))}
        </ul>
      )}
      {editing && (
        <GroupDialog
          door={door}
          choices={data}
          group={editing === 'new' ? null : editing}
          onClose={() => onEdit(null)}
        />
      )}
      {removed && (
        <ConfirmDialog
          opened
          danger
          title={t('groups.remove.title', { name: removed.name })}
          confirmLabel={t('groups.remove')}
          onConfirm={() => remove(removed)}
          onClose={() => setRemoved(null)}
        >
          <p>{t('groups.remove.text')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
