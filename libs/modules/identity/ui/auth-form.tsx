'use client';

import { Button, Stack, Text } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { isAppError } from '@kelp/std';
import { errorSentence, useReady } from '@kelp/ui';

/** The text of a form's fields, by name. */
export type Typed = Record<string, string>;

export interface AuthFormProps {
  submitLabel: string;
  /** the button is as wide as the fields; default true */
  isWide?: boolean;
  /** what it throws is shown: sentences for single fields beside them, anything else above the button */
  onSubmit: (typed: Typed) => Promise<void>;
  /** the fields; `errorOf` gives what is wrong with one of them */
  children: (errorOf: (name: string) => ReactNode) => ReactNode;
}

function readForm(form: HTMLFormElement): Typed {
  return Object.fromEntries(
    [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : '']),
  );
}

/** Reasons stand one below the other. */
function Reasons({ text }: { text: string }) {
  return text.split('\n').map((line) => (
    <Text key={line} component="span" display="block" inherit>
      {line}
    </Text>
  ));
}

/** The fields of this form that the server named as wrong, in its order. */
function wrongFields(error: unknown, form: HTMLFormElement): Record<string, string> {
  const named = isAppError(error) ? Object.entries(error.fields ?? {}) : [];
  return Object.fromEntries(named.filter(([name]) => form.elements.namedItem(name) !== null));
}

function focusField(form: HTMLFormElement, name: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLElement) field.focus();
}

interface Failure {
  error: unknown;
  fields: Record<string, string>;
}

/** A short form: Enter submits, a second press while it works does nothing, and after a failure the first wrong field has the focus. */
export function AuthForm({ submitLabel, isWide = true, onSubmit, children }: AuthFormProps) {
  const isReady = useReady();
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const fields = failure?.fields ?? {};

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (working) return;
    const form = event.currentTarget;
    setWorking(true);
    setFailure(null);
    try {
      await onSubmit(readForm(form));
    } catch (error) {
      const wrong = wrongFields(error, form);
      setFailure({ error, fields: wrong });
      focusField(form, Object.keys(wrong)[0] ?? 'password');
    } finally {
      setWorking(false);
    }
  }

  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        {children((name) => (fields[name] ? <Reasons text={fields[name]} /> : undefined))}
        {failure && Object.keys(fields).length === 0 && (
          <p role="alert" className="kelp-field-error">
            {errorSentence(failure.error)}
          </p>
        )}
        <Button
          type="submit"
          fullWidth={isWide}
          style={{ alignSelf: isWide ? 'stretch' : 'flex-start' }}
          loading={working}
          disabled={!isReady}
        >
          {submitLabel}
        </Button>
      </Stack>
    </form>
  );
}
