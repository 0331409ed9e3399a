'use client';

import { ActionIcon, Checkbox, Group, TextInput } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { t } from './strings';

export interface Part<K extends string> {
  kind: K;
  isShown: boolean;
  label: string;
}

export interface SortablePartsProps<K extends string> {
  parts: Part<K>[];
  nameOf: (kind: K) => string;
  /** Parts that papers must have: shown always, moved freely. */
  fixed: readonly K[];
  /** Offers an own word for each part. */
  hasLabels: boolean;
  isReadOnly: boolean;
  onChange: (parts: Part<K>[]) => void;
}

/** The list with the part at `from` moved to `to`; the list itself when that leaves it. */
export function moved<T>(list: T[], from: number, to: number): T[] {
  if (from === to || to < 0 || to >= list.length) return list;
  const rest = list.filter((_, at) => at !== from);
  const part = list[from];
  return part === undefined ? list : [...rest.slice(0, to), part, ...rest.slice(to)];
}

/** Parts of a paper in their order: dragged by the handle or moved by arrow keys on it, shown or hidden by a tick. */
export function SortableParts<K extends string>(props: SortablePartsProps<K>) {
  const { parts, nameOf, fixed, hasLabels, isReadOnly, onChange } = props;
  const [dragged, setDragged] = useState<number | null>(null);
  const change = (kind: K, patch: Partial<Part<K>>) =>
    onChange(parts.map((part) => (part.kind === kind ? { ...part, ...patch } : part)));

  function byKey(event: KeyboardEvent, at: number) {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    onChange(moved(parts, at, at + step));
  }

  return (
    <ul className="kelp-d-parts">
      {parts.map(({ kind, isShown, label }, at) => (
        <li
          key={kind}
          data-dragged={dragged === at || undefined}
          draggable={!isReadOnly}
          onDragStart={(event) => {
            event.dataTransfer.setData('text/plain', kind);
            event.dataTransfer.effectAllowed = 'move';
            setDragged(at);
          }}
          onDragOver={(event) => {
            if (dragged === null) return;
            event.preventDefault();
            if (dragged !== at) {
              onChange(moved(parts, dragged, at));
              setDragged(at);
            }
          }}
          onDragEnd={() => setDragged(null)}
          onDrop={(event) => event.preventDefault()}
        >
          <Group gap="xs" wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              className="kelp-d-grip"
              aria-label={t('design.move', { part: nameOf(kind), place: at + 1, count: parts.length })}
              disabled={isReadOnly}
              onKeyDown={(event) => byKey(event, at)}
            >
              <IconGripVertical size={16} />
            </ActionIcon>
            <Checkbox
              label={nameOf(kind)}
              checked={isShown || fixed.includes(kind)}
              disabled={isReadOnly || fixed.includes(kind)}
              onChange={(event) => change(kind, { isShown: event.currentTarget.checked })}
            />
            {hasLabels && (
              <TextInput
                size="xs"
                className="kelp-d-word"
                aria-label={t('design.word', { part: nameOf(kind) })}
                placeholder={t('design.wordPlaceholder')}
                value={label}
                maxLength={40}
                readOnly={isReadOnly}
                onChange={(event) => change(kind, { label: event.currentTarget.value })}
              />
            )}
          </Group>
        </li>
      ))}
    </ul>
  );
}
