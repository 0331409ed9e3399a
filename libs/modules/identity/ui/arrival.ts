'use client';

import { useEffect, useState } from 'react';
import type { FactorAsked } from './doors-client';
import { t } from './strings';

const problems = [
  'provider.gone',
  'provider.unknown',
  'provider.known_address',
  'provider.refused',
  'provider.unreachable',
  'provider.taken',
  'choice_expired',
  'link_expired',
  'out.host',
  'unavailable',
] as const;

/** What went wrong on the way back from a provider, as a sentence of ours; the address holds only its id. */
function problemSentence(id: string): string {
  const known = problems.find((one) => one === id);
  return known ? t(`problem.${known}`) : t('problem.failed');
}

function read(hash: string): { problem: string | null; second: FactorAsked | null } {
  const words = new URLSearchParams(hash.replace(/^#/, ''));
  const [problem, second] = [words.get('problem'), words.get('second')];
  if (!second) return { problem: problem === null ? null : problemSentence(problem), second: null };
  try {
    const bytes = Uint8Array.from(atob(second.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
    return { problem: null, second: JSON.parse(new TextDecoder().decode(bytes)) as FactorAsked };
  } catch {
    return { problem: t('problem.failed'), second: null };
  }
}

/** What a person brings along who comes back from a provider; the address forgets it at once. */
export function useArrival(): ReturnType<typeof read> {
  const [found, setFound] = useState<ReturnType<typeof read>>({ problem: null, second: null });
  useEffect(() => {
    if (!/^#(problem|second)=/.test(window.location.hash)) return;
    setFound(read(window.location.hash));
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
  }, []);
  return found;
}
