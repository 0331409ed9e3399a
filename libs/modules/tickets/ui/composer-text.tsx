'use client';

import { ActionIcon, Textarea } from '@mantine/core';
import { IconBlockquote, IconBold, IconCode, IconItalic, IconLink, IconList } from '@tabler/icons-react';
import { useId, useState, type ClipboardEvent, type KeyboardEvent, type RefObject } from 'react';
import { toastError } from '@kelp/ui';
import { shortcutBefore } from './canned-shortcut';
import { useCannedTextShortcuts } from './canned-text-menu';
import { withMention, type Colleague } from './mention-search';
import { t } from './strings';
import { suggestionsAt, type Suggestion } from './suggest';
import { continueList, selectedIn, withMark, type Mark, type Selected } from './text-marks';

const marks: readonly [Mark, typeof IconBold][] = [
  ['bold', IconBold],
  ['italic', IconItalic],
  ['list', IconList],
  ['quote', IconBlockquote],
  ['code', IconCode],
  ['link', IconLink],
];

interface ComposerTextProps {
  area: RefObject<HTMLTextAreaElement | null>;
  ticketId: string;
  label: string;
  placeholder: string;
  text: string;
  colleagues: readonly Colleague[];
  onType: (text: string) => void;
  onPaste: (event: ClipboardEvent) => void;
  minRows?: number;
}

/** Puts words and selection into the field; the selection after the words have been drawn. */
export function place(area: HTMLTextAreaElement | null, next: Selected, onType: (text: string) => void): void {
  onType(next.text);
  requestAnimationFrame(() => {
    area?.focus();
    area?.setSelectionRange(next.start, next.end);
  });
}

/** Buttons for the marks that people may also type: strong, emphasised, list, quote, code, link. */
export function MarkButtons({ area, onType }: Pick<ComposerTextProps, 'area' | 'onType'>) {
  return (
    <div className="kelp-marks" role="group" aria-label={t('marks.title')}>
      {marks.map(([mark, Icon]) => (
        <ActionIcon
          key={mark}
          variant="subtle"
          color="gray"
          aria-label={t(`marks.${mark}`)}
          title={t(`marks.${mark}`)}
          // keeps the selection of the text
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => area.current && place(area.current, withMark(selectedIn(area.current), mark), onType)}
        >
          <Icon size={16} />
        </ActionIcon>
      ))}
    </div>
  );
}

type Field = Pick<ComposerTextProps, 'area' | 'ticketId' | 'text' | 'colleagues' | 'onType'>;

/** What is offered for the letters before the caret, and the keys that choose of it. */
function useSuggestions({ area, ticketId, text, colleagues, onType }: Field) {
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const canned = useCannedTextShortcuts(ticketId, text.includes(';'));
  const search = caret === null ? null : suggestionsAt(text, caret, colleagues, canned.texts);
  const chosen = search?.found[Math.min(active, search.found.length - 1)];

  /** The canned text in place of its letters, unless they changed while it was asked for. */
  async function fill(id: string, at: number, end: number) {
    const typed = text.slice(at, end);
    const filled = await canned.fill(id).catch(toastError);
    const now = area.current?.value ?? '';
    if (filled === undefined || now.slice(at, end) !== typed) return;
    const after = at + filled.length;
    place(area.current, { text: now.slice(0, at) + filled + now.slice(end), start: after, end: after }, onType);
  }

  function choose({ id, label }: Suggestion) {
    if (!search || caret === null) return;
    setCaret(null);
    if (search.kind === 'canned') return void fill(id, search.at, caret);
    const next = withMention(text, search.at, caret, label);
    place(area.current, { text: next.text, start: next.caret, end: next.caret }, onType);
  }

  /** Whether the key was meant for what is offered: arrows, Enter, Tab, Escape, and a blank after a whole shortcut. */
  function takeKey(event: KeyboardEvent): boolean {
    if (!search || !chosen || caret === null) return false;
    const whole = event.key === ' ' && search.kind === 'canned' ? shortcutBefore(text, caret, canned.texts) : null;
    if (event.key === 'ArrowDown') setActive((active + 1) % search.found.length);
    else if (event.key === 'ArrowUp') setActive((active + search.found.length - 1) % search.found.length);
    else if ((event.key === 'Enter' && !event.metaKey && !event.ctrlKey) || event.key === 'Tab') choose(chosen);
    else if (event.key === 'Escape') setCaret(null);
    else if (whole) choose({ id: whole.found.id, label: whole.found.name });
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return {
    search,
    chosen,
    choose,
    takeKey,
    look: (at: number | null) => {
      setCaret(at);
      setActive(0);
    },
  };
}

/** The text field of the composer: marks by key, lists that go on, colleagues offered after an `@` and canned texts after a `;`. */
export function ComposerText({
  area,
  label,
  placeholder,
  text,
  onType,
  onPaste,
  minRows = 3,
  ...rest
}: ComposerTextProps) {
  const listId = useId();
  const { search, chosen, choose, takeKey, look } = useSuggestions({ area, text, onType, ...rest });

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (takeKey(event)) return;
    const isMod = event.metaKey || event.ctrlKey;
    const mark: Mark | null = isMod && event.key === 'b' ? 'bold' : isMod && event.key === 'i' ? 'italic' : null;
    const isEnter = event.key === 'Enter' && !isMod && !event.shiftKey && !event.nativeEvent.isComposing;
    const current = selectedIn(event.currentTarget);
    const next = mark ? withMark(current, mark) : isEnter ? continueList(current) : null;
    if (!next) return;
    event.preventDefault();
    place(area.current, next, onType);
  }

  return (
    <div className="kelp-composer-text">
      <Textarea
        ref={area}
        variant="unstyled"
        autosize
        minRows={minRows}
        maxRows={14}
        aria-label={label}
        aria-controls={search ? listId : undefined}
        aria-activedescendant={search && chosen ? `${listId}-${chosen.id}` : undefined}
        placeholder={placeholder}
        value={text}
        onChange={(event) => {
          onType(event.currentTarget.value);
          look(event.currentTarget.selectionEnd);
        }}
        onBlur={() => look(null)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      {search && (
        <ul
          className="kelp-mentions"
          role="listbox"
          id={listId}
          aria-label={t(search.kind === 'mention' ? 'mention.title' : 'canned.offered')}
        >
          {search.found.map((one) => (
            <li
              key={one.id}
              id={`${listId}-${one.id}`}
              role="option"
              aria-selected={one.id === chosen?.id}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(one);
              }}
            >
              {one.label}
              {one.hint && <span className="kelp-muted">{one.hint}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
