'use client';

import { PasswordInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from './strings';

interface FieldProps {
  error?: ReactNode;
  autoFocus?: boolean;
}

/** The address somebody signs in with. */
export function EmailField({ error, autoFocus = false }: FieldProps) {
  return (
    <TextInput
      name="email"
      type="email"
      label={t('email')}
      autoComplete="username"
      inputMode="email"
      autoCapitalize="none"
      spellCheck={false}
      required
      withAsterisk={false}
      data-autofocus={autoFocus || undefined}
      autoFocus={autoFocus}
      error={error}
    />
  );
}

export interface PasswordFieldProps extends FieldProps {
  name?: string;
  label: string;
  /** tells password managers whether to fill in or to propose */
  kind: 'current' | 'new';
  /** Characters that a new one must have. */
  shortest?: number;
}

/** A password that can be looked at while typing; a new one says what is asked of it. */
export function PasswordField({
  name = 'password',
  label,
  kind,
  shortest = 12,
  error,
  autoFocus = false,
}: PasswordFieldProps) {
  return (
    <PasswordInput
      name={name}
      label={label}
      description={kind === 'new' ? t('password.rule', { length: shortest }) : undefined}
      autoComplete={kind === 'new' ? 'new-password' : 'current-password'}
      required
      withAsterisk={false}
      autoFocus={autoFocus}
      error={error}
      visibilityToggleButtonProps={{ 'aria-label': t('password.hide'), tabIndex: 0 }}
    />
  );
}
