'use client';

import { Button, TextInput, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { EmptyState, ErrorState, Kbd, PageHeader, PageLoading, useAddress, useKeys } from '@kelp/ui';
import { searchType, type SearchGroup, type SearchType } from '../contract';
import { readNarrowing, writeNarrowing } from './narrowing';
import { SearchFilters } from './search-filters';
import { moveToHit, SearchHits, walkHits } from './search-hits';
import { t } from './strings';
import { useFound, useFoundOfKind, type Narrowed, type SearchDoor } from './use-search';
import './search.css';

const most = 200;
const pauseMs = 200;

const kindLabel = (door: SearchDoor, type: SearchType) =>
  t(door === 'portal' && type === 'ticket' ? 'kind.portalTicket' : `kind.${type}`);

const countText = ({ count, isCapped }: Pick<SearchGroup, 'count' | 'isCapped'>) =>
  t(isCapped ? 'count.capped' : 'count', { count });

/** The words stand in the address, so that a search can be kept, sent and gone back to. */
function useQuestion() {
  const [address, setAddress] = useAddress();
  const text = (address.get('q') ?? '').slice(0, most).trim();
  const parsed = searchType.safeParse(address.get('type'));
  const type = parsed.success ? parsed.data : null;
  return { text, type, narrowed: readNarrowing(address), setAddress };
}

function SearchField({ door, text, onText }: { door: SearchDoor; text: string; onText: (text: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(text);
  const sent = useRef(text);
  const send = useDebouncedCallback((words: string) => {
    sent.current = words.trim();
    onText(words.trim());
  }, pauseMs);
  // the address changed from outside (back button, the palette): take its word
  useEffect(() => {
    if (text === sent.current) return;
    sent.current = text;
    setTyped(text);
  }, [text]);
  useKeys('page', {
    '/': { label: t('key.focus'), run: () => field.current?.focus() },
    j: { label: t('key.next'), run: () => moveToHit(1) },
    k: { label: t('key.previous'), run: () => moveToHit(-1) },
  });
  return (
    <TextInput
      ref={field}
      type="search"
      autoFocus
      size="md"
      aria-label={t('field')}
      placeholder={t(`field.${door}`)}
      leftSection={<IconSearch size={17} />}
      rightSection={typed ? null : <Kbd keys="/" />}
      value={typed}
      maxLength={most}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        send(event.currentTarget.value);
      }}
      onKeyDown={walkHits}
    />
  );
}

interface KindsProps {
  door: SearchDoor;
  groups: readonly SearchGroup[];
  chosen: SearchType | null;
  onChoose: (type: SearchType | null) => void;
}

/** Which kinds have how many; one of them alone at a press. */
function Kinds({ door, groups, chosen, onChoose }: KindsProps) {
  return (
    <div className="kelp-search-kinds" role="group" aria-label={t('kinds')}>
      {[null, ...groups.map(({ type }) => type)].map((type) => {
        const group = groups.find((one) => one.type === type);
        return (
          <UnstyledButton
            key={type ?? 'all'}
            className="kelp-chip"
            aria-pressed={type === chosen}
            data-chosen={type === chosen || undefined}
            onClick={() => onChoose(type)}
          >
            {type ? kindLabel(door, type) : t('kind.all')}{' '}
            {group && <span className="kelp-num">{countText(group)}</span>}
          </UnstyledButton>
        );
      })}
    </div>
  );
}

function Groups({ door, groups, onChoose }: Omit<KindsProps, 'chosen'>) {
  return groups.map((group) => (
    <section key={group.type} className="kelp-search-section" aria-label={kindLabel(door, group.type)}>
      <h2>
        {kindLabel(door, group.type)} <span className="kelp-num kelp-muted">{countText(group)}</span>
      </h2>
      <SearchHits hits={group.hits} />
      {group.count > group.hits.length && (
        <div className="kelp-search-after">
          <Button variant="subtle" size="xs" onClick={() => onChoose(group.type)}>
            {t('all', { shown: countText(group) })}
          </Button>
        </div>
      )}
    </section>
  ));
}

interface OneKindProps {
  door: SearchDoor;
  text: string;
  type: SearchType;
  narrowed: Narrowed;
}

function OneKind({ door, text, type, narrowed }: OneKindProps) {
  const query = useFoundOfKind(door, text, type, narrowed);
  if (query.isPending) return <PageLoading lines={6} />;
  if (!query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const groups = query.data.pages.flatMap((page) => page.groups);
  const hits = groups.flatMap((group) => group.hits);
  const [first] = groups;
  if (hits.length === 0) return <EmptyState title={t('nothing')} text={t('nothing.text')} />;
  return (
    <section className="kelp-search-section" aria-label={kindLabel(door, type)}>
      <SearchHits hits={hits} />
      <div className="kelp-search-after">
        {query.hasNextPage && (
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
        {first?.isCapped && !query.hasNextPage && <p className="kelp-muted">{t('capped', { count: first.count })}</p>}
      </div>
    </section>
  );
}

/** Everything that has the words, by kind, with counts; one kind alone page by page. */
export function SearchPage({ door }: { door: SearchDoor }) {
  const { text, type, narrowed, setAddress } = useQuestion();
  const query = useFound(door, text, narrowed);
  const answer = text === '' ? undefined : query.data;
  const choose = (kind: SearchType | null) => setAddress({ type: kind });
  const isNarrowed = Object.keys(narrowed).length > 0;
  const total = (answer?.groups ?? []).reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="kelp-page">
      <PageHeader title={t('title')} />
      <div className="kelp-search-page" data-door={door}>
        <SearchField door={door} text={text} onText={(words) => setAddress({ q: words === '' ? null : words })} />
        <VisuallyHidden role="status">{answer && t('results', { count: total })}</VisuallyHidden>
        {text === '' && <EmptyState title={t('start')} text={t(`start.${door}`)} />}
        {text !== '' && query.isPending && <PageLoading lines={6} />}
        {query.isError && !answer && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {answer?.hint && <p className="kelp-muted">{answer.hint}</p>}
        {answer && !answer.hint && (total > 0 || isNarrowed) && (
          <SearchFilters
            door={door}
            facets={answer.facets}
            narrowed={narrowed}
            onChange={(next) => setAddress(writeNarrowing(next))}
          />
        )}
        {answer && !answer.hint && total === 0 && (
          <EmptyState title={t('nothing')} text={t(isNarrowed ? 'nothing.narrowed' : 'nothing.text')} />
        )}
        {answer?.isFuzzy && <p className="kelp-muted">{t('fuzzy')}</p>}
        {answer && total > 0 && <Kinds door={door} groups={answer.groups} chosen={type} onChoose={choose} />}
        {answer && total > 0 && !type && <Groups door={door} groups={answer.groups} onChoose={choose} />}
        {answer && total > 0 && type && <OneKind {...{ door, text, type, narrowed }} />}
      </div>
    </div>
  );
}
