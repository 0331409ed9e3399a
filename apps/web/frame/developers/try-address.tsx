'use client';

import { Button, Code, PasswordInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Section, toastError, translator } from '@kelp/ui';
import strings from './developers.en.json';
import type { Address, Parameter } from './read-document';
import { sendRequest, type Shown } from './send-request';

const t = translator(strings);

function ParameterField(props: { parameter: Parameter; value: string; onChange: (value: string) => void }) {
  const { parameter, value, onChange } = props;
  const { name, isRequired, description, schema } = parameter;
  const kind = Array.isArray(schema['enum']) ? (schema['enum'] as string[]).join(', ') : String(schema['type'] ?? '');
  return (
    <TextInput
      label={name}
      description={[kind, description].filter(Boolean).join(' · ')}
      required={isRequired}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Answer({ shown }: { shown: Shown }) {
  return (
    <Section title={t('answer')}>
      <p role="status">{t('answered', { status: shown.status, ms: shown.tookMs })}</p>
      <Code block className="kelp-explorer-answer" tabIndex={0}>
        {shown.text}
      </Code>
    </Section>
  );
}

/** One address: what it takes, and the way to try it. */
export function TryAddress({ address }: { address: Address }) {
  const { method, path, summary, description, parameters, body: example, contract } = address;
  const [values, setValues] = useState<Record<string, string>>({});
  const [body, setBody] = useState(example ?? '');
  const [as, setAs] = useState<string>(contract ? 'session' : 'key');
  const [key, setKey] = useState('');
  const [shown, setShown] = useState<Shown | null>(null);
  const [isSending, setSending] = useState(false);

  async function send(event: FormEvent) {
    event.preventDefault();
    setSending(true);
    try {
      setShown(await sendRequest(address, { values, body, key: as === 'key' ? key.trim() : null }));
    } catch (error) {
      toastError(error instanceof SyntaxError ? t('noJson') : error);
    } finally {
      setSending(false);
    }
  }

  return (
    <article>
      <h2 className="kelp-explorer-title">
        <Code>{method}</Code> <span>{path}</span>
      </h2>
      <p>{summary}</p>
      <p className="kelp-muted">{description.replaceAll('`', '')}</p>
      <form onSubmit={(event) => void send(event)}>
        <Stack gap="sm">
          <Select
            label={t('as')}
            data={(['session', 'key'] as const).map((value) => ({
              value,
              label: t(`as.${value}`),
              disabled: value === 'session' && !contract,
            }))}
            value={as}
            onChange={(value) => setAs(value ?? 'session')}
            allowDeselect={false}
            {...(contract ? {} : { description: t('keyOnly') })}
          />
          {as === 'key' && (
            <PasswordInput
              label={t('key')}
              required
              autoComplete="off"
              value={key}
              onChange={(event) => setKey(event.currentTarget.value)}
            />
          )}
          {parameters.map((parameter) => (
            <ParameterField
              key={parameter.name}
              parameter={parameter}
              value={values[parameter.name] ?? ''}
              onChange={(value) => setValues({ ...values, [parameter.name]: value })}
            />
          ))}
          {example !== null && (
            <Textarea
              label={t('body')}
              autosize
              minRows={4}
              maxRows={24}
              value={body}
              spellCheck={false}
              onChange={(event) => setBody(event.currentTarget.value)}
            />
          )}
          {method !== 'GET' && !path.endsWith('/search') && <p className="kelp-muted">{t('writes')}</p>}
          <Button type="submit" loading={isSending} style={{ alignSelf: 'flex-start' }}>
            {t('send')}
          </Button>
        </Stack>
      </form>
      {shown && <Answer shown={shown} />}
    </article>
  );
}
