'use client';

import { IconBuildingStore, IconHeadset } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../i18n';
import type { Portal } from '../theme/tokens';
import { BrandSign, useBrand } from './brand';
import { BrandMark } from './brand-mark';

/** What a sign-in page hands over. */
export interface AuthLayoutProps {
  portal: Portal;
  /** heading of the form, for instance "Sign in" */
  title: string;
  /** one sentence below the heading */
  lead?: ReactNode;
  /** a quiet line below the form, for instance the way to the other door */
  footer?: ReactNode;
  children: ReactNode;
}

/** The two doors. Staff: a deep purple panel and "Staff workspace"; clients: a light page and "Client portal", blue or in the colour of their MSP. */
export function AuthLayout({ portal, title, lead, footer, children }: AuthLayoutProps) {
  const brand = useBrand();
  const Icon = portal === 'staff' ? IconHeadset : IconBuildingStore;
  return (
    <div className="kelp-auth" data-portal={portal}>
      <header className="kelp-auth-door">
        <div className="kelp-auth-brand">
          {portal === 'portal' && brand ? (
            <BrandSign name={brand.name} logo={brand.logo} />
          ) : (
            <>
              <BrandMark size={22} />
              <span>{t('product')}</span>
            </>
          )}
        </div>
        <div className="kelp-auth-words">
          <p className="kelp-auth-kind">
            <Icon size={18} aria-hidden="true" />
            {t(`auth.${portal}.kind`)}
          </p>
          <p className="kelp-auth-hint">{t(`auth.${portal}.hint`)}</p>
        </div>
      </header>
      <main id="main" className="kelp-auth-main">
        <div className="kelp-auth-form">
          <h1>{title}</h1>
          {lead && <p className="kelp-auth-lead">{lead}</p>}
          {children}
          {footer && <div className="kelp-auth-footer">{footer}</div>}
        </div>
      </main>
    </div>
  );
}
