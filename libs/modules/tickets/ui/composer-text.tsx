'use client';

import { ActionIcon, Textarea } from '@mantine/core';
import { IconBlockquote, IconBold, IconCode, IconItalic, IconLink, IconList } from '@tabler/icons-react';
import { useId, useState, type ClipboardEvent, type KeyboardEvent, type RefObject } from 'react';
import { searchMention, withMention, type Colleague } from './mention-search';
import { t } from './strings';
import { continueList, withMark, type Mark, type Selected } from './text-marks';

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
  label: string;
  placeholder: string;
  text: string;
  colleagues: readonly Colleague[];
  onType: (text: string) => void;
  onPaste: (event: ClipboardEvent) => void;
  minRows?: number;
}

/** Puts words and selection into the field; the selection after the words have been drawn. */
function place(area: HTMLTextAreaElement | null, next: Selected, onType: (text: string) => void): void {
  onType(next.text);
  requestAnimationFrame(() => {
    area?.focus();
    area?.setSelectionRange(next.start, next.end);
  });
}

const selectedIn = (area: HTMLTextAreaElement): Selected => ({
  text: area.value,
  start: area.selectionStart,
  end: area.selectionEnd,
});

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

/** The text field of the composer: marks by key, lists that go on, and colleagues offered after an `@`. */
export function ComposerText({
  area,
  label,
  placeholder,
  text,
  colleagues,
  onType,
  onPaste,
  minRows = 3,
}: ComposerTextProps) {
  const listId = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const search = caret === null ? null : searchMention(text, caret, colleagues);
  const chosen = search?.found[Math.min(active, search.found.length - 1)];

  function choose({ name }: Colleague) {
    if (!search || caret === null) return;
    const next = withMention(text, search.at, caret, name);
    setCaret(null);
    place(area.current, { text: next.text, start: next.caret, end: next.caret }, onType);
  }

  function pickByKey(event: KeyboardEvent): boolean {
    if (!search || !chosen) return false;
    if (event.key === 'ArrowDown') setActive((active + 1) % search.found.length);
    else if (event.key === 'ArrowUp') setActive((active + search.found.length - 1) % search.found.length);
    else if ((event.key === 'Enter' && !event.metaKey && !event.ctrlKey) || event.key === 'Tab') choose(chosen);
    else if (event.key === 'Escape') setCaret(null);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (pickByKey(event)) return;
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
          setCaret(event.currentTarget.selectionEnd);
          setActive(0);
        }}
        onBlur={() => setCaret(null)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      {search && (
        <ul className="kelp-mentions" role="listbox" id={listId} aria-label={t('mention.title')}>
          {search.found.map((person) => (
            <li
              key={person.id}
              id={`${listId}-${person.id}`}
              role="option"
              aria-selected={person === chosen}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(person);
              }}
            >
              {person.name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
