'use client';

import { createContext, useContext } from 'react';
import type { BrandLook } from '../theme/brand';

/** The MSP as its clients see it. */
export interface Brand {
  name: string;
  /** what its colour makes of the portal, reckoned by the server; null for Kelp's blue */
  look: BrandLook | null;
  /** the address of the logo on this site; null without one */
  logo: string | null;
  /** true on the MSP's own domain, where there is no door for staff */
  isOwnDomain: boolean;
}

export const BrandContext = createContext<Brand | null>(null);

/** The MSP whose portal this is; null where nobody knows yet, and in the staff workspace. */
export const useBrand = (): Brand | null => useContext(BrandContext);

/** The logo with the name as its words, or the name alone. On dark pages a logo stands on white paper: most are made for it. */
export function BrandSign({ name, logo }: { name: string; logo: string | null }) {
  if (!logo) return <strong className="kelp-brand-name">{name}</strong>;
  return <img className="kelp-brand-logo" src={logo} alt={name} />;
}
