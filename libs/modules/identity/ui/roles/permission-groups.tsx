'use client';

import { Checkbox, Stack } from '@mantine/core';
import { EmptyState } from '@kelp/ui';
import { t } from '../strings';
import { byResource, fitsWords, type KnownPermission } from './role-queries';

export interface PermissionGroupsProps {
  permissions: readonly KnownPermission[];
  /** Names of those that are ticked. */
  chosen: ReadonlySet<string>;
  /** Only those that fit these words are shown. */
  words: string;
  onlyChosen: boolean;
  isLocked: boolean;
  onChange: (names: readonly string[], isOn: boolean) => void;
}

/** The permissions by what they are about, to tick. What one does not hold can be taken away but not given. */
export function PermissionGroups(props: PermissionGroupsProps) {
  const { permissions, chosen, words, onlyChosen, isLocked, onChange } = props;
  const shown = permissions.filter((one) => (!words || fitsWords(one, words)) && (!onlyChosen || chosen.has(one.name)));
  if (shown.length === 0) return <EmptyState title={t('roles.nothingFits')} text={t('roles.nothingFitsText')} />;
  return (
    <div className="kelp-permissions">
      {byResource(shown).map(([resource, group]) => {
        const open = group.filter(({ name, mayGive }) => mayGive || chosen.has(name));
        const on = group.filter(({ name }) => chosen.has(name)).length;
        return (
          <fieldset key={resource}>
            <legend>
              <Checkbox
                size="xs"
                styles={{ label: { fontWeight: 600 } }}
                label={
                  <>
                    {resource} <small>{t('roles.countOf', { on, all: group.length })}</small>
                  </>
                }
                aria-label={t('roles.all', { resource })}
                checked={on === group.length}
                indeterminate={on > 0 && on < group.length}
                disabled={isLocked || open.length === 0}
                onChange={() =>
                  onChange(
                    open.map(({ name }) => name),
                    on < group.length,
                  )
                }
              />
            </legend>
            <Stack gap={4} ps={24}>
              {group.map(({ name, label, mayGive }) => (
                <Checkbox
                  key={name}
                  size="xs"
                  label={label}
                  title={name}
                  {...(mayGive ? {} : { description: t('roles.notYours') })}
                  checked={chosen.has(name)}
                  disabled={isLocked || (!mayGive && !chosen.has(name))}
                  onChange={(event) => onChange([name], event.currentTarget.checked)}
                />
              ))}
            </Stack>
          </fieldset>
        );
      })}
    </div>
  );
}
