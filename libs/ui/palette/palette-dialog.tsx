'use client';

import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { t } from '../i18n';
import { Dialog } from '../feedback/dialog';
import { Kbd } from '../keys/kbd';
import { Marked } from './marked';
import type { PaletteProps } from './palette';
import {
  groupItems,
  placeOtherwise,
  readQuery,
  type PaletteGroup,
  type PaletteItem,
  type PaletteSource,
} from './palette-match';
import { useFoundItems } from './use-found-items';

/** Mod+K: everything that can be opened or done, by typing. */
export function PaletteDialog({ opened, onClose, sources, onOpen }: PaletteProps) {
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      centered={false}
      yOffset="10vh"
      size={600}
      padding={0}
      // the name belongs to the dialog itself, not to the layer around it
      attributes={{ content: { 'aria-label': t('palette.open') } }}
      transitionProps={{ duration: 0 }}
    >
      <PaletteBody
        sources={sources}
        onOpen={(href) => {
          onClose();
          onOpen(href);
        }}
        onChoose={(item) => {
          onClose();
          if (item.href) onOpen(item.href);
          else item.run?.();
        }}
      />
    </Dialog>
  );
}

interface BodyProps {
  sources: readonly PaletteSource[];
  onOpen: (href: string) => void;
  onChoose: (item: PaletteItem) => void;
}

function PaletteBody({ sources, onOpen, onChoose }: BodyProps) {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const { words, asked, typed } = readQuery(text, sources);
  const { found, searching } = useFoundItems(asked, words, typed);
  const groups = groupItems(asked, words, found);
  const items = groups.flatMap((group) => group.items);
  const at = Math.min(active, items.length - 1);
  const otherwise = placeOtherwise(asked, words, typed);

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && items.length > 0) {
      event.preventDefault();
      setActive((at + step + items.length) % items.length);
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const chosen = items[at];
    if (chosen && !searching) onChoose(chosen);
    else if (otherwise) onOpen(otherwise);
  }

  return (
    <div className="kelp-palette">
      <div className="kelp-palette-field">
        <IconSearch size={18} aria-hidden="true" />
        <input
          data-autofocus
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-label={t('palette.open')}
          aria-autocomplete="list"
          {...(items[at] ? { 'aria-activedescendant': `${listId}-${at}` } : {})}
          placeholder={t('palette.placeholder')}
          value={text}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <PaletteGroups {...{ groups, listId, at, onChoose, setActive }} />
      {items.length === 0 && (
        <p className="kelp-palette-empty" role="status">
          {searching ? t('palette.searching') : t('palette.nothing', { words })}
          {otherwise && !searching && ` ${t('palette.otherwise')}`}
        </p>
      )}
      {items[at]?.preview && (
        <p className="kelp-palette-preview">
          <Marked parts={items[at].preview} />
        </p>
      )}
      <p className="kelp-palette-foot" aria-hidden="true">
        <span>
          <Kbd keys="arrowup" /> <Kbd keys="arrowdown" /> {t('palette.move')}
        </span>
        <span>
          <Kbd keys="enter" /> {t('palette.choose')}
        </span>
        <span>{t('palette.prefixes')}</span>
      </p>
    </div>
  );
}

interface GroupsProps {
  groups: readonly PaletteGroup[];
  listId: string;
  at: number;
  onChoose: (item: PaletteItem) => void;
  setActive: (at: number) => void;
}

function PaletteGroups({ groups, listId, at, onChoose, setActive }: GroupsProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const offsets = groups.map((_group, index) =>
    groups.slice(0, index).reduce((sum, { items }) => sum + items.length, 0),
  );
  return (
    <div ref={list} id={listId} role="listbox" aria-label={t('palette.open')} className="kelp-palette-list">
      {groups.map((group, groupAt) => (
        <div key={group.key} role="group" aria-label={group.label}>
          <p className="kelp-palette-group" aria-hidden="true">
            {group.label}
          </p>
          {group.items.map((item, index) => {
            const place = (offsets[groupAt] ?? 0) + index;
            return (
              <div
                key={item.key}
                id={`${listId}-${place}`}
                role="option"
                aria-selected={place === at}
                className="kelp-palette-item"
                onMouseMove={() => setActive(place)}
                onClick={() => onChoose(item)}
              >
                {item.icon}
                <span className="kelp-palette-label">{item.marked ? <Marked parts={item.marked} /> : item.label}</span>
                {item.hint && <span className="kelp-palette-hint">{item.hint}</span>}
                {item.keys && <Kbd keys={item.keys} />}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
