'use client';

import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { Formats } from './format';

const FormatContext = createContext<Formats>({ locale: 'en-GB', timeZone: 'UTC' });

/** Gives every date and sum below it the reader's language and zone. */
export function FormatProvider({ locale, timeZone, children }: Formats & { children: ReactNode }) {
  const formats = useMemo(() => ({ locale, timeZone }), [locale, timeZone]);
  return <FormatContext.Provider value={formats}>{children}</FormatContext.Provider>;
}

/** The reader's language and zone, to hand to the functions of `format.ts`. */
export const useFormats = (): Formats => useContext(FormatContext);
