'use client';

import { ActionIcon, Button, FileButton, Loader, Select, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconLock, IconMail, IconPaperclip, IconX } from '@tabler/icons-react';
import {
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react';
import { formatBytes, Kbd, useFormats } from '@kelp/ui';
import { readDraft, writeDraft, type ComposerMode } from './draft-store';
import { t } from './strings';
import type { Ticket, TicketChoices } from './ticket-queries';
import { useUploads, type Upload } from './use-uploads';
import { isHeld, type Returned, type WrittenComment } from './use-comment-sending';

/** What the page can do with the composer. */
export interface ComposerHandle {
  /** shows the box of this mode and puts the cursor into it */
  write: (mode: ComposerMode) => void;
  /** puts back what did not leave, before what was typed meanwhile */
  giveBack: (returned: Returned) => void;
}

interface ComposerProps {
  ref?: Ref<ComposerHandle>;
  ticket: Ticket;
  choices: TicketChoices | undefined;
  /** further fields below the text, for instance the time worked */
  extra: ReactNode;
  onSend: (comment: WrittenComment, uploads: readonly Upload[]) => void;
}

/** The text of one mode; every change is kept in the browser. */
function useDraft(ticketId: string, mode: ComposerMode) {
  const [text, setText] = useState('');
  useEffect(() => {
    const kept = readDraft(window.localStorage, ticketId, mode);
    setText(isHeld(ticketId, mode, kept) ? '' : kept);
  }, [ticketId, mode]);
  return {
    text,
    type: (next: string) => {
      setText(next);
      writeDraft(window.localStorage, ticketId, mode, next);
    },
    /** empties the box; the kept words go when they have left */
    empty: () => setText(''),
  };
}

function useBoxes(ticketId: string) {
  const reply = { ...useDraft(ticketId, 'reply'), files: useUploads() };
  const note = { ...useDraft(ticketId, 'note'), files: useUploads() };
  return { reply, note };
}

function recipientsText({ recipients }: Ticket): string | null {
  if (recipients.length === 0) return null;
  const [first] = recipients;
  return recipients.length === 1
    ? (first?.name ?? '')
    : t('composer.andMore', { name: first?.name ?? '', count: recipients.length - 1 });
}

function sendLabel(mode: ComposerMode, ticket: Ticket): string {
  if (mode === 'note') return t('composer.saveNote');
  const name = recipientsText(ticket);
  return name ? t('composer.replyTo', { name }) : t('composer.reply');
}

function ModeTabs({
  mode,
  modes,
  onMode,
}: {
  mode: ComposerMode;
  modes: readonly ComposerMode[];
  onMode: (mode: ComposerMode) => void;
}) {
  return (
    <div className="kelp-composer-modes" role="group" aria-label={t('composer.mode')}>
      {modes.map((one) => (
        <button key={one} type="button" aria-pressed={one === mode} data-mode={one} onClick={() => onMode(one)}>
          {one === 'reply' ? <IconMail size={15} aria-hidden="true" /> : <IconLock size={15} aria-hidden="true" />}
          {t(`composer.${one}`)} <Kbd keys={one === 'reply' ? 'r' : 'o'} />
        </button>
      ))}
    </div>
  );
}

function UploadList({ uploads, onRemove }: { uploads: readonly Upload[]; onRemove: (key: string) => void }) {
  const { locale } = useFormats();
  if (uploads.length === 0) return null;
  return (
    <ul className="kelp-files" aria-label={t('composer.files')}>
      {uploads.map(({ key, filename, size, id, problem }) => (
        <li key={key} className="kelp-file" data-problem={problem ? true : undefined}>
          {problem ? (
            <IconAlertTriangle size={15} aria-hidden="true" />
          ) : id ? (
            <IconPaperclip size={15} aria-hidden="true" />
          ) : (
            <Loader size={13} aria-label={t('composer.sendingFile')} />
          )}
          <span>{filename}</span>
          <span className="kelp-muted kelp-num">{formatBytes(size, locale)}</span>
          {problem && <span role="alert">{problem}</span>}
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            onClick={() => onRemove(key)}
            aria-label={t('composer.removeFile', { file: filename })}
          >
            <IconX size={14} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}

/** Where replies and notes are written. The two look different, have their own keys, drafts and files, and say who will read them. */
export function Composer({ ref, ticket, choices, extra, onSend }: ComposerProps) {
  const modes = (['reply', 'note'] as const).filter((one) =>
    ticket.abilities.includes(one === 'reply' ? 'ticket_comment.create_public' : 'ticket_comment.create_internal'),
  );
  const [wanted, setMode] = useState<ComposerMode>('reply');
  const mode = modes.includes(wanted) ? wanted : (modes[0] ?? 'note');
  const boxes = useBoxes(ticket.id);
  const box = boxes[mode];
  const [statusId, setStatusId] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const focus = () => requestAnimationFrame(() => area.current?.focus());

  useImperativeHandle(ref, () => ({
    write(next) {
      setMode(next);
      focus();
    },
    giveBack({ mode: of, text, uploads }) {
      const target = boxes[of];
      target.type([text, target.text].filter((part) => part.trim() !== '').join('\n\n'));
      target.files.put(uploads);
      setMode(of);
    },
  }));
  if (modes.length === 0) return null;

  const mayLeave = box.text.trim() !== '' && !box.files.isWaiting;
  function send() {
    if (!mayLeave) return;
    const visibility = mode === 'reply' ? 'public' : 'internal';
    const chosen = statusId && statusId !== ticket.status.id ? { statusId } : {};
    onSend({ ticketId: ticket.id, visibility, text: box.text, uploads: box.files.ids, ...chosen }, box.files.uploads);
    box.empty();
    box.files.put([]);
    setStatusId(null);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      send();
    }
    if (event.key === 'Escape') area.current?.blur();
  }

  function takeFiles(event: ClipboardEvent | DragEvent) {
    const { files } = 'clipboardData' in event ? event.clipboardData : event.dataTransfer;
    if (files.length === 0) return;
    event.preventDefault();
    box.files.add([...files]);
  }

  return (
    <section
      className="kelp-composer"
      data-mode={mode}
      aria-label={t(`composer.${mode}`)}
      onKeyDown={onKeyDown}
      onDrop={takeFiles}
      onDragOver={(event) => event.preventDefault()}
    >
      <header className="kelp-composer-head">
        <ModeTabs
          mode={mode}
          modes={modes}
          onMode={(next) => {
            setMode(next);
            focus();
          }}
        />
        <ReaderLine mode={mode} ticket={ticket} />
      </header>
      <Textarea
        ref={area}
        variant="unstyled"
        autosize
        minRows={3}
        maxRows={14}
        aria-label={t(`composer.${mode}`)}
        placeholder={t(`composer.placeholder.${mode}`)}
        value={box.text}
        onChange={(event) => box.type(event.currentTarget.value)}
        onPaste={takeFiles}
      />
      <UploadList uploads={box.files.uploads} onRemove={box.files.remove} />
      {extra && <div className="kelp-composer-extra">{extra}</div>}
      <footer className="kelp-composer-foot">
        <FileButton multiple onChange={(files) => box.files.add(files)}>
          {(props) => (
            <ActionIcon {...props} variant="subtle" color="gray" aria-label={t('composer.attach')}>
              <IconPaperclip size={18} />
            </ActionIcon>
          )}
        </FileButton>
        <StatusAfter ticket={ticket} choices={choices} value={statusId} onChange={setStatusId} />
        <Button
          className="kelp-composer-send"
          onClick={send}
          aria-disabled={!mayLeave || undefined}
          data-waiting={!mayLeave || undefined}
          rightSection={<Kbd keys="mod+enter" />}
        >
          {sendLabel(mode, ticket)}
        </Button>
      </footer>
    </section>
  );
}

/** Who will read it, before it is written. */
function ReaderLine({ mode, ticket }: { mode: ComposerMode; ticket: Ticket }) {
  if (mode === 'note') return <p className="kelp-composer-readers">{t('composer.readersNote')}</p>;
  if (ticket.recipients.length === 0) return <p className="kelp-composer-readers">{t('composer.noRecipient')}</p>;
  return (
    <p className="kelp-composer-readers">
      {t('composer.readers', {
        names: ticket.recipients.map(({ name, address }) => `${name} <${address}>`).join(', '),
      })}
    </p>
  );
}

interface StatusAfterProps extends Pick<ComposerProps, 'ticket' | 'choices'> {
  value: string | null;
  onChange: (statusId: string | null) => void;
}

/** The status that the ticket gets in the same act. */
function StatusAfter({ ticket, choices, value, onChange }: StatusAfterProps) {
  if (!ticket.abilities.includes('ticket.update')) return null;
  const mayClose = ticket.abilities.includes('ticket.close');
  const statuses = (choices?.statuses ?? []).filter(
    ({ boardId, isClosed }) => boardId === ticket.board.id && (mayClose || isClosed === ticket.isClosed),
  );
  return (
    <Select
      aria-label={t('composer.setStatus')}
      placeholder={t('composer.keepStatus', { status: ticket.status.name })}
      data={statuses.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      clearable
      w={200}
    />
  );
}
