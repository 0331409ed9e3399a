'use client';

import type { CSSProperties } from 'react';
import { BrandSign, portalSurfaces } from '@kelp/ui';
import { t } from '../strings';

interface BrandPreviewProps {
  name: string;
  /** `#rrggbb`; null for Kelp's blue */
  colour: string | null;
  /** the address of the logo; null without one */
  logo: string | null;
}

/** The colours of one scheme as variables, so that the small page below is drawn by a stylesheet. */
function variables(scheme: 'light' | 'dark', colour: string | null): CSSProperties {
  const { page, surface, border, text, muted, accent, accentFill, selected } = portalSurfaces(scheme, colour);
  const named = { page, surface, border, text, muted, accent, fill: accentFill, selected };
  return Object.fromEntries(Object.entries(named).map(([key, value]) => [`--preview-${key}`, value])) as CSSProperties;
}

function Portal({ scheme, name, colour, logo }: BrandPreviewProps & { scheme: 'light' | 'dark' }) {
  return (
    <figure className="kelp-branding-tile">
      <figcaption>{t(`branding.preview.${scheme}`)}</figcaption>
      <div className="kelp-branding-page" data-scheme={scheme} style={variables(scheme, colour)}>
        <div className="kelp-branding-head">
          <BrandSign name={name} logo={logo} />
          <div className="kelp-branding-nav">
            <span data-current="yes">{t('branding.preview.home')}</span>
            <span>{t('branding.preview.tickets')}</span>
          </div>
        </div>
        <div className="kelp-branding-body">
          <span className="kelp-branding-link">{t('branding.preview.link')}</span>
          <span className="kelp-branding-button">{t('branding.preview.button')}</span>
        </div>
      </div>
    </figure>
  );
}

function Mail({ name, colour, logo }: BrandPreviewProps) {
  return (
    <figure className="kelp-branding-tile">
      <figcaption>{t('branding.preview.mail')}</figcaption>
      <div className="kelp-branding-page" data-scheme="mail" style={variables('light', colour)}>
        <div className="kelp-branding-letter">
          {logo ? <BrandSign name={name} logo={logo} /> : <strong className="kelp-branding-link">{name}</strong>}
          <p>{t('branding.preview.mailText')}</p>
        </div>
      </div>
    </figure>
  );
}

/** The portal in both schemes and a mail, small, with what is chosen and not saved yet. Pictures only: nothing in them can be reached. */
export function BrandPreview(props: BrandPreviewProps) {
  return (
    <div className="kelp-branding-tiles">
      <Portal scheme="light" {...props} />
      <Portal scheme="dark" {...props} />
      <Mail {...props} />
    </div>
  );
}
