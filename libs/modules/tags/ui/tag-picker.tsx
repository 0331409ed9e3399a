'use client';

import { Checkbox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { call } from '@kelp/kernel/client';
import { Dialog, ErrorState, toastError } from '@kelp/ui';
import { addTags, removeTags, type Entity, type TagCard, type TagChip } from '../contract';
import { isSameName, tidyName } from '../domain/tag-name';
import { t } from './strings';
import { useRefreshTags, useTags } from './tag-queries';
import './tags.css';

/** A record with the tags it carries as the picker opens. */
export interface TaggedRecord {
  id: string;
  tags: readonly TagChip[];
}

export interface TagPickerProps {
  entity: Entity;
  records: readonly TaggedRecord[];
  /** whose tags: "T-0042", "3 tickets" */
  name: string;
  onClose: () => void;
}

type State = 'all' | 'some' | 'none';

/** Puts tags on one or many records and takes them off, by typing and Enter; a new name makes a tag for those who may. */
export function TagPicker(props: TagPickerProps) {
  const title = t('picker.title', { name: props.name });
  return (
    <Dialog
      opened
      onClose={props.onClose}
      withCloseButton={false}
      centered={false}
      yOffset="16vh"
      size={380}
      padding={0}
      attributes={{ content: { 'aria-label': title } }}
      transitionProps={{ duration: 0 }}
    >
      <PickerBody {...props} title={title} />
    </Dialog>
  );
}

/** Which of the records carry which tag, kept here so that the list need not come back before the next key. */
function useCarriers({ entity, records }: TagPickerProps) {
  const refresh = useRefreshTags();
  const [carried, setCarried] = useState(
    () => new Map(records.map(({ id, tags }) => [id, new Set(tags.map((tag) => tag.id))])),
  );
  const ids = records.map(({ id }) => id);
  const stateOf = (tagId: string): State => {
    const count = ids.filter((id) => carried.get(id)?.has(tagId)).length;
    return count === 0 ? 'none' : count === ids.length ? 'all' : 'some';
  };
  const note = (tag: TagCard, mates: readonly TagCard[], isOn: boolean) =>
    setCarried((all) => {
      const gone = tag.group?.isExclusive ? mates.filter(({ group }) => group?.id === tag.group?.id) : [];
      return new Map(
        [...all].map(([id, held]) => {
          const next = new Set(
            [...held].filter((one) => one !== tag.id && (!isOn || !gone.some((mate) => mate.id === one))),
          );
          return [id, isOn ? next.add(tag.id) : next];
        }),
      );
    });

  async function toggle(tag: TagCard, all: readonly TagCard[]): Promise<void> {
    const isOn = stateOf(tag.id) !== 'all';
    try {
      if (isOn) await call(addTags, { entity, ids, tagIds: [tag.id], names: [] });
      else await call(removeTags, { entity, ids, tagIds: [tag.id] });
      note(tag, all, isOn);
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }

  async function create(name: string): Promise<void> {
    try {
      const { tags } = await call(addTags, { entity, ids, tagIds: [], names: [name] });
      const made = tags.map((tag) => ({ ...tag, entities: [], group: null, version: 1 }));
      for (const tag of made) note(tag, [], true);
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }

  return { stateOf, toggle, create };
}

function PickerBody({ title, ...props }: TagPickerProps & { title: string }) {
  const query = useTags(props.entity);
  const { stateOf, toggle, create } = useCarriers(props);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const typed = tidyName(text);
  const all = query.data?.rows ?? [];
  const shown = all.filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase())).slice(0, 60);
  const isNew = typed !== '' && query.isSuccess && !all.some(({ name }) => isSameName(name, typed));
  const mayCreate = query.data?.abilities.includes('tag.create') ?? false;
  const count = shown.length + (isNew && mayCreate ? 1 : 0);
  const at = Math.max(0, Math.min(active, count - 1));

  function choose(index: number) {
    const tag = shown[index];
    if (tag) void toggle(tag, all);
    else if (isNew && mayCreate) void create(typed).then(() => setText(''));
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && count > 0) {
      event.preventDefault();
      setActive((at + step + count) % count);
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    choose(at);
  }

  return (
    <div className="kelp-palette">
      <div className="kelp-palette-field">
        <input
          data-autofocus
          autoFocus
          role="combobox"
          aria-expanded={count > 0}
          aria-controls={count > 0 ? listId : undefined}
          aria-label={title}
          aria-activedescendant={count > 0 ? `${listId}-${at}` : undefined}
          placeholder={title}
          value={text}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {query.isError && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {count > 0 && (
        <div id={listId} role="listbox" aria-multiselectable="true" aria-label={title} className="kelp-palette-list">
          {shown.map((tag, index) => (
            <TagOption
              key={tag.id}
              id={`${listId}-${index}`}
              tag={tag}
              state={stateOf(tag.id)}
              isActive={index === at}
              onMove={() => setActive(index)}
              onChoose={() => choose(index)}
            />
          ))}
          {isNew && mayCreate && (
            <div
              id={`${listId}-${shown.length}`}
              role="option"
              aria-selected={at === shown.length}
              className="kelp-palette-item"
              onMouseMove={() => setActive(shown.length)}
              onClick={() => choose(shown.length)}
            >
              <IconPlus size={16} aria-hidden="true" />
              <span className="kelp-palette-label">{t('picker.create', { name: typed })}</span>
            </div>
          )}
        </div>
      )}
      {isNew && !mayCreate && <p className="kelp-palette-empty">{t('picker.mayNot', { name: typed })}</p>}
      {query.isSuccess && all.length === 0 && typed === '' && (
        <p className="kelp-palette-empty">{t('picker.nothing')}</p>
      )}
      {query.isPending && <p className="kelp-palette-empty">{t('loading')}</p>}
    </div>
  );
}

interface TagOptionProps {
  id: string;
  tag: TagCard;
  state: State;
  isActive: boolean;
  onMove: () => void;
  onChoose: () => void;
}

function TagOption({ id, tag, state, isActive, onMove, onChoose }: TagOptionProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      aria-checked={state === 'all' ? true : state === 'some' ? 'mixed' : false}
      className="kelp-palette-item"
      data-tag-color={tag.color}
      onMouseMove={onMove}
      onClick={onChoose}
    >
      <Checkbox.Indicator size="xs" checked={state === 'all'} indeterminate={state === 'some'} />
      <i className="kelp-tag-dot" aria-hidden="true" />
      <span className="kelp-palette-label">{tag.name}</span>
      {(state === 'some' || tag.group) && (
        <span className="kelp-palette-hint">{state === 'some' ? t('picker.some') : tag.group?.name}</span>
      )}
    </div>
  );
}
