'use client';

import { IconBuildingStore, IconHeadset } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../i18n';
import type { Portal } from '../theme/tokens';
import { BrandMark } from './brand-mark';

/** What a sign-in page hands over. */
export interface AuthLayoutProps {
  portal: Portal;
  /** heading of the form, for instance "Sign in" */
  title: string;
  /** one sentence below the heading */
  lead?: ReactNode;
  /** the MSP's name when it is known, for instance on its own address */
  tenantName?: string;
  /** a quiet line below the form, for instance the way to the other door */
  footer?: ReactNode;
  children: ReactNode;
}

/** The two doors. Staff: a deep purple panel and "Staff workspace"; clients: a light blue page and "Client portal". */
export function AuthLayout({ portal, title, lead, tenantName, footer, children }: AuthLayoutProps) {
  const Icon = portal === 'staff' ? IconHeadset : IconBuildingStore;
  return (
    <div className="kelp-auth" data-portal={portal}>
      <header className="kelp-auth-door">
        <div className="kelp-auth-brand">
          <BrandMark size={22} />
          <span>{tenantName ?? t('product')}</span>
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
