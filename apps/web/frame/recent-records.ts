'use client';

import { useQuery } from '@tanstack/react-query';
import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { recentRecords, type SearchHit, type SearchType } from '@kelp/search/contract';

interface RecordRef {
  type: SearchType;
  id: string;
}

const most = 8;
const none: readonly SearchHit[] = [];
const pages: [RegExp, SearchType][] = [
  [/^\/msp\/tickets\/([0-9a-f-]{36})/, 'ticket'],
  [/^\/msp\/clients\/([0-9a-f-]{36})/, 'client'],
  [/^\/msp\/billing\/invoices\/([0-9a-f-]{36})/, 'invoice'],
  [/^\/msp\/contracts\/([0-9a-f-]{36})/, 'contract'],
];

function read(key: string): RecordRef[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]') as RecordRef[];
  } catch {
    return [];
  }
}

function refOf(path: string): RecordRef | undefined {
  for (const [pattern, type] of pages) {
    const id = pattern.exec(path)?.[1];
    if (id) return { type, id };
  }
  return undefined;
}

/** The records that this person opened last in this browser. It keeps their ids only; the server says what may be shown of them now. */
export function useRecentRecords(userId: string): readonly SearchHit[] {
  const key = `kelp.recent.${userId}`;
  const path = usePathname();
  const [records, setRecords] = useState<RecordRef[]>([]);
  useEffect(() => {
    const opened = refOf(path);
    const before = read(key);
    const after = opened ? [opened, ...before.filter(({ id }) => id !== opened.id)].slice(0, most) : before;
    try {
      if (opened) localStorage.setItem(key, JSON.stringify(after));
    } catch {
      // a browser that keeps nothing simply remembers nothing
    }
    setRecords(after);
  }, [key, path]);
  const { data } = useQuery({
    queryKey: [recentRecords.name, records],
    queryFn: ({ signal }) => call(recentRecords, { records }, { signal }),
    enabled: records.length > 0,
    placeholderData: (earlier) => earlier,
  });
  return data?.hits ?? none;
}
