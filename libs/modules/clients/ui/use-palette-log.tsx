'use client';

import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { useMemo, useState, type ReactNode } from 'react';
import type { PaletteSource } from '@kelp/ui';
import { t } from './strings';

const QuickLogDialog = dynamic(() => import('./quick-log-dialog').then((one) => one.QuickLogDialog), { ssr: false });

/**
 * What the palette does about calls and visits: opens the line for one, filled with what was typed when that begins with the name of a type,
 * such as `call 10m the printer again`. On the page of a client, contact or ticket it is with them.
 */
export function usePaletteLog(mayLog: boolean): { sources: PaletteSource[]; dialog: ReactNode } {
  const [line, setLine] = useState<string | null>(null);
  const path = usePathname();
  const sources = useMemo(() => {
    if (!mayLog) return [];
    return [
      {
        key: 'interaction',
        label: t('interaction.list'),
        items: [{ key: 'log-interaction', label: t('quick.title'), run: () => setLine('') }],
      },
      {
        key: 'interaction-line',
        label: t('interaction.list'),
        find: async (_words: string, _signal: AbortSignal, typed: string) => {
          const { namesType } = await import('./names-type');
          const label = t('quick.log', { line: typed.trim() });
          return (await namesType(typed)) ? [{ key: 'interaction-line', label, run: () => setLine(typed.trim()) }] : [];
        },
      },
    ];
  }, [mayLog]);
  const dialog = line !== null && <QuickLogDialog line={line} path={path} onClose={() => setLine(null)} />;
  return { sources, dialog };
}
