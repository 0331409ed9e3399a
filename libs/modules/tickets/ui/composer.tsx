'use client';

import { ActionIcon, Button, FileButton, Popover, Select } from '@mantine/core';
import { IconClock, IconLock, IconMail, IconPaperclip, IconX } from '@tabler/icons-react';
import {
  lazy,
  Suspense,
  useImperativeHandle,
  useRef,
  useState,
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type RefObject,
} from 'react';
import { Kbd, useFormats } from '@kelp/ui';
import type { CommentCard } from '../contract';
import { closingOf, type Closing } from './closing-of';
import { ComposerClosing } from './composer-closing';
import { ComposerFiles } from './composer-files';
import { ComposerText, MarkButtons, place } from './composer-text';
import type { ComposerMode } from './draft-store';
import { sendAtWords } from './send-at';
import { t } from './strings';
import { selectedIn, withoutPicture, withPictures, withQuote } from './text-marks';
import type { Ticket, TicketChoices } from './ticket-queries';
import { useBoxes, type Box, type GivenBack } from './use-boxes';
import type { Upload } from './use-uploads';
import type { Holding, WrittenComment } from './use-comment-sending';

const ScheduleFields = lazy(() => import('./schedule-fields'));

/** What the page can do with the composer. */
export interface ComposerHandle {
  /** shows the box of this mode and puts the cursor into it */
  write: (mode: ComposerMode) => void;
  /** puts back what did not leave, its words before what was typed meanwhile */
  giveBack: (returned: GivenBack) => void;
  /** answers a comment: a note in the note box, anything else in the box that is open */
  answer: (comment: Pick<CommentCard, 'id' | 'authorName' | 'visibility'>) => void;
  /** quotes words in the box that is open */
  quote: (words: string) => void;
}

interface ComposerProps {
  ref?: Ref<ComposerHandle>;
  ticket: Ticket;
  choices: TicketChoices | undefined;
  /** the newest comment that is shown */
  latestId: string | null;
  /** further fields below the text, for instance the time worked */
  extra: ReactNode;
  /** further buttons beside the marks, which put words into the text */
  tools?: ((insert: (words: string) => void) => ReactNode) | undefined;
  /** keys of close blockers that what stands in `extra` takes care of */
  settled: readonly string[];
  onSend: (comment: WrittenComment, uploads: readonly Upload[], holding: Holding) => void;
  /** tells whether a reply is being written */
  onWriting?: (isWriting: boolean) => void;
}

/** What leaves the composer: the comment, and how a reply is held back. */
function written(ticket: Ticket, mode: ComposerMode, box: Box, closing: Closing): [WrittenComment, Holding] {
  const { statusId, answering, sendAt, seenId } = box;
  const reason = box.reason.trim();
  const comment: WrittenComment = {
    ticketId: ticket.id,
    visibility: mode === 'reply' ? 'public' : 'internal',
    text: box.text,
    uploads: box.files.ids,
    ...(statusId && statusId !== ticket.status.id ? { statusId } : {}),
    ...(closing.isResolution === null ? {} : { isResolution: closing.isResolution }),
    ...(closing.missing.length > 0 && reason ? { closeOverrideReason: reason } : {}),
    ...(answering ? { parentId: answering.id } : {}),
  };
  const holding = {
    ...(seenId ? { lastSeenId: seenId } : {}),
    ...(sendAt && mode === 'reply' ? { sendAt: sendAt.at, zone: sendAt.zone } : {}),
  };
  return [comment, holding];
}

function sendLabel(mode: ComposerMode, { recipients }: Ticket, isScheduled: boolean): string {
  if (mode === 'note') return t('composer.saveNote');
  const [first] = recipients;
  if (!first) return t(isScheduled ? 'composer.scheduleReply' : 'composer.reply');
  const name = first.name.includes('@') ? first.name : (first.name.split(' ')[0] ?? first.name);
  const names = recipients.length > 1 ? t('composer.andMore', { name, count: recipients.length - 1 }) : name;
  return t(isScheduled ? 'composer.scheduleFor' : 'composer.sendTo', { names });
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

/** Where replies and notes are written. The two look different, have their own keys, drafts and files, and say who will read them. */
export function Composer({ ref, ticket, choices, latestId, extra, tools, settled, onSend, onWriting }: ComposerProps) {
  const modes = (['reply', 'note'] as const).filter((one) =>
    ticket.abilities.includes(one === 'reply' ? 'ticket_comment.create_public' : 'ticket_comment.create_internal'),
  );
  const [wanted, setMode] = useState<ComposerMode>('reply');
  const mode = modes.includes(wanted) ? wanted : (modes[0] ?? 'note');
  const boxes = useBoxes(ticket.id, latestId);
  const box = boxes[mode];
  const closing = closingOf(ticket, choices, box, settled);
  const area = useRef<HTMLTextAreaElement>(null);
  const reasonField = useRef<HTMLInputElement>(null);
  // at once, so that no letter typed after the key is lost
  const focus = () => area.current?.focus();

  function type(text: string) {
    box.type(text);
    onWriting?.(text.trim() !== '');
  }

  useImperativeHandle(ref, () => ({
    write(next) {
      setMode(next);
      focus();
    },
    giveBack(returned) {
      boxes[returned.mode].giveBack(returned);
      setMode(returned.mode);
      focus();
    },
    answer(comment) {
      const next = comment.visibility === 'internal' ? 'note' : mode;
      boxes[next].setAnswering({ id: comment.id, authorName: comment.authorName });
      setMode(next);
      focus();
    },
    quote(words) {
      type(withQuote(box.text, words));
      focus();
    },
  }));
  if (modes.length === 0) return null;

  const isReady = box.text.trim() !== '' && !box.files.isWaiting;
  const mayLeave = isReady && !closing.isBlocked;
  function send() {
    if (isReady && closing.isBlocked) reasonField.current?.focus();
    if (!mayLeave) return;
    const [comment, holding] = written(ticket, mode, box, closing);
    const { uploads } = box.files;
    // first: what fails at once is given back into an empty box, and not put before itself
    box.clear();
    onSend(comment, uploads, holding);
    onWriting?.(false);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      send();
    }
    if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
  }

  function takeFiles(event: ClipboardEvent | DragEvent) {
    const { files } = 'clipboardData' in event ? event.clipboardData : event.dataTransfer;
    if (files.length === 0) return;
    event.preventDefault();
    const names = box.files.add([...files]);
    const isPasted = 'clipboardData' in event;
    if (isPasted && area.current) place(area.current, withPictures(selectedIn(area.current), [...files], names), type);
  }

  function removeFile(key: string) {
    const file = box.files.uploads.find((one) => one.key === key);
    if (file) type(withoutPicture(box.text, file.filename));
    box.files.remove(key);
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
      <Answering box={box} isReply={mode === 'reply'} />
      <ComposerText
        area={area}
        ticketId={ticket.id}
        label={t(`composer.${mode}`)}
        placeholder={t(`composer.placeholder.${mode}`)}
        text={box.text}
        colleagues={choices?.people ?? []}
        onType={type}
        onPaste={takeFiles}
      />
      <ComposerFiles uploads={box.files.uploads} onRemove={removeFile} />
      {extra && <div className="kelp-composer-extra">{extra}</div>}
      <ComposerClosing closing={closing} box={box} reasonField={reasonField} />
      <ComposerFoot {...{ mode, ticket, choices, box, area, tools, mayLeave, send }} onType={type} />
    </section>
  );
}

interface ComposerFootProps extends Pick<ComposerProps, 'ticket' | 'choices' | 'tools'> {
  mode: ComposerMode;
  box: Box;
  area: RefObject<HTMLTextAreaElement | null>;
  mayLeave: boolean;
  send: () => void;
  onType: (text: string) => void;
}

/** Files, marks, status, time to leave, and the button that names the readers. */
function ComposerFoot({ mode, ticket, choices, box, area, tools, mayLeave, send, onType }: ComposerFootProps) {
  return (
    <footer className="kelp-composer-foot">
      <FileButton multiple onChange={(files) => box.files.add(files)}>
        {(props) => (
          <ActionIcon {...props} variant="subtle" color="gray" aria-label={t('composer.attach')}>
            <IconPaperclip size={18} />
          </ActionIcon>
        )}
      </FileButton>
      <MarkButtons area={area} onType={onType} />
      {tools?.((words) => onType(box.text.trim() === '' ? words : `${box.text.trimEnd()}\n\n${words}`))}
      <StatusAfter ticket={ticket} choices={choices} value={box.statusId} onChange={box.setStatusId} />
      <span className="kelp-composer-send">
        {mode === 'reply' && ticket.abilities.includes('ticket_comment.schedule') && <ScheduleButton box={box} />}
        <Button
          onClick={send}
          aria-disabled={!mayLeave || undefined}
          data-waiting={!mayLeave || undefined}
          rightSection={<Kbd keys="mod+enter" />}
        >
          {sendLabel(mode, ticket, box.sendAt !== null && mode === 'reply')}
        </Button>
      </span>
    </footer>
  );
}

/** What is answered and when it leaves, each with a way to take it away. */
function Answering({ box, isReply }: { box: Box; isReply: boolean }) {
  const { locale } = useFormats();
  const { answering } = box;
  const sendAt = isReply ? box.sendAt : null;
  if (!answering && !sendAt) return null;
  return (
    <ul className="kelp-composer-chips">
      {answering && (
        <li>
          {t('composer.answering', { name: answering.authorName })}
          <ActionIcon
            size="xs"
            variant="subtle"
            color="gray"
            aria-label={t('composer.answerNobody')}
            onClick={() => box.setAnswering(null)}
          >
            <IconX size={12} />
          </ActionIcon>
        </li>
      )}
      {sendAt && (
        <li>
          <IconClock size={14} aria-hidden="true" /> {t('held.scheduled', { when: sendAtWords(sendAt, locale) })}
          <ActionIcon
            size="xs"
            variant="subtle"
            color="gray"
            aria-label={t('schedule.clear')}
            onClick={() => box.setSendAt(null)}
          >
            <IconX size={12} />
          </ActionIcon>
        </li>
      )}
    </ul>
  );
}

/** Chooses a later time for the reply. */
function ScheduleButton({ box }: { box: Box }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top-end" width={320} trapFocus withinPortal>
      <Popover.Target>
        <ActionIcon
          variant="default"
          size={30}
          aria-label={t('schedule.title')}
          title={t('schedule.title')}
          onClick={() => setOpen(!isOpen)}
        >
          <IconClock size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('schedule.title')}>
        <Suspense fallback={<p className="kelp-muted">{t('loading')}</p>}>
          <ScheduleFields
            value={box.sendAt}
            onChoose={(when) => {
              box.setSendAt(when);
              setOpen(false);
            }}
            onClear={() => {
              box.setSendAt(null);
              setOpen(false);
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Who will read it, before it is written. */
function ReaderLine({ mode, ticket }: { mode: ComposerMode; ticket: Ticket }) {
  if (mode === 'note') return <p className="kelp-composer-readers">{t('composer.readersNote')}</p>;
  if (ticket.recipients.length === 0) return <p className="kelp-composer-readers">{t('composer.noRecipient')}</p>;
  const names = ticket.recipients.map(({ name, address }) => (name === address ? address : `${name} <${address}>`));
  return (
    <p className="kelp-composer-readers" title={names.join(', ')}>
      {t('composer.readers', { names: names.join(', ') })}
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
      w={230}
    />
  );
}
