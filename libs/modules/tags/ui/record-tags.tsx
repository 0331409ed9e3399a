'use client';

import { IconTag } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useKeys } from '@kelp/ui';
import type { Entity, TagChip } from '../contract';
import { t } from './strings';
import { TagList } from './tag-list';
import './tags.css';

// Opened by few of those who look at a record
const TagPicker = lazy(() => import('./tag-picker').then((module) => ({ default: module.TagPicker })));

export interface RecordTagsProps {
  entity: Entity;
  id: string;
  /** the record in a word, for the picker's title */
  name: string;
  tags: readonly TagChip[];
  mayUpdate: boolean;
}

/** The tags of a record with the button, and the key L, that change them. */
export function RecordTags({ entity, id, name, tags, mayUpdate }: RecordTagsProps) {
  const [isOpen, setOpen] = useState(false);
  useKeys('page', mayUpdate ? { l: { label: t('add'), run: () => setOpen(true) } } : {});
  if (!mayUpdate) return <TagList tags={tags} />;
  return (
    <span className="kelp-tags">
      <TagList tags={tags} />
      <button
        type="button"
        className="kelp-tag-add"
        onClick={() => setOpen(true)}
        aria-label={t('add')}
        title={`${t('add')} (L)`}
      >
        <IconTag size={13} aria-hidden="true" />
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <TagPicker entity={entity} records={[{ id, tags }]} name={name} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </span>
  );
}
