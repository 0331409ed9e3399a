'use client';

import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { useMemo, useState, type ReactNode } from 'react';
import { translator, type PaletteSource } from '@kelp/ui';
import strings from './en.json';

const t = translator(strings);
// Asked for with the first letters that are typed: no page's first load carries what only the palette needs.
const clientScreens = () => import('@kelp/clients/screens');
const QuickLogDialog = dynamic(() => clientScreens().then((screens) => screens.QuickLogDialog), { ssr: false });

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
        label: t('palette.interactions'),
        items: [{ key: 'log-interaction', label: t('palette.logInteraction'), run: () => setLine('') }],
      },
      {
        key: 'interaction-line',
        label: t('palette.interactions'),
        find: async (_words: string, _signal: AbortSignal, typed: string) => {
          const { namesType } = await clientScreens();
          const label = t('palette.logLine', { line: typed.trim() });
          return (await namesType(typed)) ? [{ key: 'interaction-line', label, run: () => setLine(typed.trim()) }] : [];
        },
      },
    ];
  }, [mayLog]);
  const dialog = line !== null && <QuickLogDialog line={line} path={path} onClose={() => setLine(null)} />;
  return { sources, dialog };
}
