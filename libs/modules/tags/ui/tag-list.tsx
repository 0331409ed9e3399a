'use client';

import type { TagChip } from '../contract';
import './tags.css';

/** A tag: its name beside a dot of its colour. */
export function Tag({ tag }: { tag: Pick<TagChip, 'name' | 'color'> }) {
  return (
    <span className="kelp-tag" data-tag-color={tag.color} title={tag.name}>
      <i className="kelp-tag-dot" aria-hidden="true" />
      <span>{tag.name}</span>
    </span>
  );
}

/** The tags of a record in a line that wraps. */
export function TagList({ tags }: { tags: readonly TagChip[] }) {
  if (tags.length === 0) return null;
  return (
    <span className="kelp-tags">
      {tags.map((tag) => (
        <Tag key={tag.id} tag={tag} />
      ))}
    </span>
  );
}
