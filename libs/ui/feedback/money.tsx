'use client';

import { formatMoney } from '@kelp/std';
import { useFormats } from '../format/format-provider';

/** A sum in minor units with its ISO currency, in figures that line up below each other. */
export function Money({ minor, currency }: { minor: bigint; currency: string }) {
  const { locale } = useFormats();
  return <span className="kelp-num">{formatMoney(minor, currency, locale)}</span>;
}
