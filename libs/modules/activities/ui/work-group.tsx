'use client';

import { ActionIcon, Menu } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconDots } from '@tabler/icons-react';
import type { DragEvent, ReactNode } from 'react';
import { shippedGroup, type WorkGroup as Group, type WorkRow } from '../contract';
import { t } from './strings';

/** The name of a group; shipped ones are named by the screen. */
export function groupName({ key, name }: Pick<Group, 'key' | 'name'>): string {
  const shipped = shippedGroup.safeParse(key);
  return shipped.success ? t(`group.${shipped.data}`) : (name ?? '');
}

export const isLate = ({ reason }: WorkRow) => reason === 'breached' || reason === 'overdue';

interface Props {
  group: Group;
  rows: readonly WorkRow[];
  isOwn: boolean;
  isTarget: boolean;
  onFold: () => void;
  onRename: () => void;
  onShift: (step: 1 | -1) => void;
  onDelete: () => void;
  onDragOver: (event: DragEvent) => void;
  onDrop: (event: DragEvent) => void;
  children: ReactNode;
}

function GroupMenu({ group, onRename, onShift, onDelete }: Props) {
  const isShipped = group.name === null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('group.more', { name: groupName(group) })}>
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onShift(-1)}>{t('group.up')}</Menu.Item>
        <Menu.Item onClick={() => onShift(1)}>{t('group.down')}</Menu.Item>
        {!isShipped && <Menu.Item onClick={onRename}>{t('group.rename')}</Menu.Item>}
        {!isShipped && (
          <Menu.Item color="red" onClick={onDelete}>
            {t('group.delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** A group with its rows. Folded it still says what in it is late. */
export function WorkGroup(props: Props) {
  const { group, rows, isOwn, isTarget, onFold, children } = props;
  const name = groupName(group);
  const late = rows.filter(isLate).length;
  const Arrow = group.isCollapsed ? IconChevronRight : IconChevronDown;
  return (
    <div
      role="rowgroup"
      aria-label={name}
      className="kelp-work-group"
      onDragOver={props.onDragOver}
      onDrop={props.onDrop}
      data-target={isTarget || undefined}
    >
      <div role="row" className="kelp-work-head">
        <div role="gridcell" className="kelp-work-head-cell">
          <button
            type="button"
            aria-expanded={!group.isCollapsed}
            aria-label={t(group.isCollapsed ? 'group.unfold' : 'group.fold', { name })}
            onClick={onFold}
            disabled={!isOwn}
          >
            <Arrow size={15} aria-hidden="true" />
            <span className="kelp-work-name">{name}</span>
          </button>
          <span className="kelp-num kelp-muted" aria-label={t('group.count', { count: rows.length })}>
            {rows.length}
          </span>
          {late > 0 && <span className="kelp-work-late">{t('group.late', { count: late })}</span>}
          <span className="kelp-work-head-end">{isOwn && <GroupMenu {...props} />}</span>
        </div>
      </div>
      <div role="presentation" className="kelp-work-rows" hidden={group.isCollapsed}>
        {children}
        {rows.length === 0 && group.name !== null && (
          <div role="row" className="kelp-work-nothing">
            <span role="gridcell">{t('group.empty')}</span>
          </div>
        )}
      </div>
    </div>
  );
}
