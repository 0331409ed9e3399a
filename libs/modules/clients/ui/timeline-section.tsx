'use client';

import { Button, Chip, Group } from '@mantine/core';
import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import { formatMoney } from '@kelp/std';
import { ExactTime, formatMinutes, Section, StatusBadge, useFormats, QueryState } from '@kelp/ui';
import { timelineKinds, type TimelineEntry, type TimelineKind } from '../contract';
import { TimelineSign } from './interaction-icon';
import { InteractionLine } from './interaction-line';
import { InteractionMenu } from './interaction-menu';
import { useTimeline, type Party } from './interaction-queries';
import { said, t } from './strings';

export interface TimelineProps extends Party {
  abilities: readonly string[];
  /** What rooms above can make of an interaction. */
  more?: (interactionId: string) => ReactNode;
}

/** What happened, in words: the kind of it, how long or how much, and who. */
function useWords(): (entry: TimelineEntry) => string {
  const { locale } = useFormats();
  return ({ kind, event, facts, who }) => {
    const { type, minutes, amount, currency, before, after, rating, contact, client } = facts;
    const what = [
      kind === 'interaction' ? type : said(`timeline.${event}`),
      kind === 'interaction' && event !== 'interaction.completed' && said(event),
      minutes && formatMinutes(Number(minutes)),
      amount && currency && formatMoney(BigInt(amount), currency, locale),
      event === 'client.lifecycle' &&
        before &&
        after &&
        `${said(`lifecycle.${before}`)} → ${said(`lifecycle.${after}`)}`,
      event === 'client.renamed' && before,
      rating,
      contact ?? client,
      who,
    ];
    return what.filter(Boolean).join(' · ');
  };
}

function Row({ entry, abilities, more }: { entry: TimelineEntry } & Pick<TimelineProps, 'abilities' | 'more'>) {
  const words = useWords();
  const { kind, icon, title, href, at, facts } = entry;
  const id = facts['id'];
  return (
    <li className="kelp-party-event" data-kind={kind}>
      <span className="kelp-party-sign">
        <TimelineSign kind={kind} icon={icon} />
      </span>
      <span className="kelp-party-words">
        <span>
          {href ? <Link href={href}>{title || t('timeline.untitled')}</Link> : <strong>{title}</strong>}
          {facts['shared'] && <StatusBadge tone="info" label={t('interaction.shared')} plain />}
        </span>
        <span className="kelp-muted">{words(entry)}</span>
        {facts['body'] && <span className="kelp-party-body">{facts['body']}</span>}
      </span>
      <span className="kelp-muted kelp-party-at">
        <ExactTime at={at} />
      </span>
      <span>
        {kind === 'interaction' && id && (
          <InteractionMenu
            id={id}
            title={title}
            mayUpdate={abilities.includes('interaction.update')}
            mayDelete={abilities.includes('interaction.delete')}
            more={more?.(id)}
          />
        )}
      </span>
    </li>
  );
}

/** Everything that happened with a client or contact, the latest first, with a line to log what just did. */
export function TimelineSection({ party, id, abilities, more }: TimelineProps) {
  const [kinds, setKinds] = useState<TimelineKind[]>([]);
  const query = useTimeline({ party, id }, kinds);
  const offered = query.data?.pages[0]?.kinds ?? [];
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const whom = party === 'client' ? { clientId: id } : { contactId: id };
  return (
    <Section title={t('timeline.title')}>
      {abilities.includes('interaction.create') && (
        <InteractionLine whom={whom} mayDelete={abilities.includes('interaction.delete')} />
      )}
      {offered.length > 1 && (
        <Chip.Group
          multiple
          value={kinds}
          onChange={(chosen) => setKinds(timelineKinds.filter((kind) => chosen.includes(kind)))}
        >
          <Group gap={6} mb={8} role="group" aria-label={t('timeline.filter')}>
            {offered.map((kind) => (
              <Chip key={kind} value={kind} size="xs" variant="outline">
                {t(`timeline.kind.${kind}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
      <QueryState query={query} lines={4} />
      {query.data && rows.length === 0 && <p className="kelp-client-nothing">{t('timeline.empty')}</p>}
      <ol className="kelp-party-timeline" aria-label={t('timeline.title')}>
        {rows.map((entry) => (
          <Row key={entry.key} entry={entry} abilities={abilities} more={more} />
        ))}
      </ol>
      {query.hasNextPage && (
        <Button
          size="xs"
          variant="subtle"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('timeline.more')}
        </Button>
      )}
    </Section>
  );
}
