'use client';

import { Button, type ButtonProps } from '@mantine/core';
import { useEffect, useRef, type ComponentPropsWithoutRef } from 'react';

type Props = ButtonProps & Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps> & { working: boolean };

/**
 * The button by which a dialog does what it asks. While it works it is disabled, and what is disabled loses the focus; when the dialog is still
 * there afterwards, because something was refused, the button gets it back.
 */
export function DeedButton({ working, ...props }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const worked = useRef(false);
  useEffect(() => {
    if (worked.current && !working && document.activeElement === document.body) button.current?.focus();
    worked.current = working;
  }, [working]);
  return <Button ref={button} loading={working} {...props} />;
}
