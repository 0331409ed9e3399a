'use client';

import { ActionIcon, Checkbox, Popover, SegmentedControl, Switch, UnstyledButton } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { DataListColumn } from '@kelp/ui';
import type { TicketRow } from '../contract';
import type { Density, ListUrl } from './list-url';
import { moved } from './moved';
import { t } from './strings';

interface DisplayMenuProps {
  list: ListUrl;
  /** every column there is, the shown ones first and in order */
  columns: readonly DataListColumn<TicketRow>[];
  shown: readonly string[];
  onChange: (list: ListUrl) => void;
}

/** Which columns the list has, in which order, and how tall its rows are. */
export function DisplayMenu({ list, columns, shown, onChange }: DisplayMenuProps) {
  const wish = (keys: readonly string[]) => onChange({ ...list, columns: [...keys] });
  return (
    <Popover position="bottom-end" width={270} trapFocus shadow="md">
      <Popover.Target>
        <ActionIcon variant="default" size={30} aria-label={t('display.title')} title={t('display.title')}>
          <IconAdjustmentsHorizontal size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className="kelp-display" aria-label={t('display.title')}>
        <SegmentedControl
          fullWidth
          aria-label={t('display.density')}
          value={list.density}
          onChange={(density) => onChange({ ...list, density: density as Density })}
          data={(['compact', 'normal', 'roomy'] as const).map((value) => ({ value, label: t(`density.${value}`) }))}
        />
        <Switch
          label={t('display.bundled')}
          description={t('display.bundledHint')}
          checked={list.isBundled}
          onChange={(event) => onChange({ ...list, isBundled: event.currentTarget.checked })}
        />
        <ul>
          {columns.map(({ key, header, primary }) => (
            <li key={key}>
              <Checkbox
                label={header}
                checked={shown.includes(key)}
                disabled={primary ?? false}
                onChange={(event) =>
                  wish(event.currentTarget.checked ? [...shown, key] : shown.filter((one) => one !== key))
                }
              />
              {shown.includes(key) && (
                <>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={24}
                    aria-label={t('display.earlier', { column: header })}
                    onClick={() => wish(moved(shown, key, -1))}
                  >
                    <IconArrowUp size={14} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={24}
                    aria-label={t('display.later', { column: header })}
                    onClick={() => wish(moved(shown, key, 1))}
                  >
                    <IconArrowDown size={14} />
                  </ActionIcon>
                </>
              )}
            </li>
          ))}
        </ul>
        {list.columns && (
          <UnstyledButton className="kelp-filter-reset" onClick={() => onChange({ ...list, columns: null })}>
            {t('display.usual')}
          </UnstyledButton>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
