'use client';

import { MultiSelect } from '@mantine/core';
import { useState } from 'react';
import { invalid } from '@kelp/std';
import { FormDialog } from '@kelp/ui';
import { useTicketTags } from './filter-queries';
import { t } from './strings';
import { useBulk, type BulkTarget } from './use-bulk';

interface BulkTagsProps {
  target: BulkTarget;
  /** how many tickets that are, in words */
  shown: string;
  onClose: () => void;
}

/** Tags for more tickets than can be looked at one by one: what to add and what to take off, done in the background. */
export default function BulkTags({ target, shown, onClose }: BulkTagsProps) {
  const bulk = useBulk();
  const tags = useTicketTags().data?.rows ?? [];
  const [addIds, setAdd] = useState<string[]>([]);
  const [removeIds, setRemove] = useState<string[]>([]);
  const offered = (other: readonly string[]) =>
    tags.filter(({ id }) => !other.includes(id)).map(({ id, name }) => ({ value: id, label: name }));

  async function begin() {
    if (addIds.length + removeIds.length === 0) throw invalid(t('bulkTags.choose'));
    void bulk(
      target,
      { kind: 'tags', addIds, removeIds },
      () => ({}),
      (count) => t('bulk.done.tags', { count }),
    );
  }

  return (
    <FormDialog
      title={t('bulkTags.title', { shown })}
      submitLabel={t('bulkTags.apply')}
      onSubmit={begin}
      onClose={onClose}
    >
      <MultiSelect
        data-autofocus
        label={t('bulkTags.add')}
        data={offered(removeIds)}
        value={addIds}
        onChange={setAdd}
        searchable
        clearable
        openOnFocus={false}
        maxValues={20}
        nothingFoundMessage={t('bulkTags.nothing')}
      />
      <MultiSelect
        label={t('bulkTags.remove')}
        data={offered(addIds)}
        value={removeIds}
        onChange={setRemove}
        searchable
        clearable
        openOnFocus={false}
        maxValues={20}
        nothingFoundMessage={t('bulkTags.nothing')}
      />
    </FormDialog>
  );
}
