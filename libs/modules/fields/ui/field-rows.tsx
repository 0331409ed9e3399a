'use client';

import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconGripVertical } from '@tabler/icons-react';
import { useState, type DragEvent, type KeyboardEvent } from 'react';
import type { ListedField } from '../contract';
import { t } from './strings';

/** What can be done to a field. */
export interface FieldDeeds {
  onEdit: (field: ListedField) => void;
  onRetire: (field: ListedField) => void;
  onDelete: (field: ListedField) => void;
  onOrder: (ids: string[], said: string) => void;
  can: (permission: string) => boolean;
}

function moved(ids: readonly string[], from: number, to: number): string[] {
  const rest = [...ids];
  const [id] = rest.splice(from, 1);
  if (id) rest.splice(to, 0, id);
  return rest;
}

const rulesOf = ({ rules }: ListedField): string =>
  [
    rules.isRequiredOnCreate && t('required.create'),
    rules.isRequiredOnClose && t('required.close'),
    rules.portal !== 'hidden' && `${t('portal')}: ${t(`portal.${rules.portal}`).toLowerCase()}`,
  ]
    .filter(Boolean)
    .join(', ');

/** The fields in the order of the form: dragged by the grip, or moved with Alt and the arrow keys. */
export function FieldRows({ fields, ...deeds }: { fields: readonly ListedField[] } & FieldDeeds) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const ids = fields.map(({ id }) => id);
  const mayOrder = deeds.can('custom_field.update');

  function move(from: number, to: number) {
    const field = fields[from];
    if (!field || to < 0 || to >= fields.length || to === from) return;
    deeds.onOrder(moved(ids, from, to), t('order.moved', { name: field.label, place: to + 1, count: fields.length }));
  }

  function onKeyDown(event: KeyboardEvent, at: number) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !event.altKey) return;
    event.preventDefault();
    move(at, at + step);
  }

  return (
    <ol className="kelp-field-rows">
      {fields.map((field, at) => (
        <li
          key={field.id}
          className="kelp-field-row"
          data-over={over === at && dragged !== at}
          onDragOver={(event: DragEvent) => {
            event.preventDefault();
            setOver(at);
          }}
          onDrop={() => {
            if (dragged !== null) move(dragged, at);
            setDragged(null);
            setOver(null);
          }}
        >
          {mayOrder ? (
            <button
              type="button"
              className="kelp-field-grip"
              draggable
              aria-label={t('order.drag', { name: field.label })}
              onDragStart={() => setDragged(at)}
              onDragEnd={() => setOver(null)}
              onKeyDown={(event) => onKeyDown(event, at)}
            >
              <IconGripVertical size={16} aria-hidden="true" />
            </button>
          ) : (
            <span />
          )}
          <span className="kelp-field-name">
            <strong>{field.label}</strong>
            <code>{field.key}</code>
          </span>
          <span>
            {t(`kind.${field.kind}`)}
            {field.isRetired && <span className="kelp-muted"> · {t('retired').toLowerCase()}</span>}
          </span>
          <span className="kelp-muted">{rulesOf(field)}</span>
          <FieldMenu field={field} at={at} count={fields.length} move={move} {...deeds} />
        </li>
      ))}
    </ol>
  );
}

interface FieldMenuProps extends FieldDeeds {
  field: ListedField;
  at: number;
  count: number;
  move: (from: number, to: number) => void;
}

function FieldMenu({ field, at, count, move, can, onEdit, onRetire, onDelete }: FieldMenuProps) {
  const { label: name, isRetired, isUsed } = field;
  const mayUpdate = can('custom_field.update');
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('row.actions', { name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={!mayUpdate} onClick={() => onEdit(field)}>
          {t('edit')}
        </Menu.Item>
        <Menu.Item disabled={!mayUpdate || at === 0} onClick={() => move(at, at - 1)}>
          {t('raise', { name })}
        </Menu.Item>
        <Menu.Item disabled={!mayUpdate || at === count - 1} onClick={() => move(at, at + 1)}>
          {t('lower', { name })}
        </Menu.Item>
        <Menu.Item disabled={!mayUpdate} onClick={() => onRetire(field)}>
          {t(isRetired ? 'restore' : 'retire')}
        </Menu.Item>
        {!isUsed && (
          <Menu.Item color="red" disabled={!can('custom_field.delete')} onClick={() => onDelete(field)}>
            {t('delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
