'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { getMe } from '@kelp/identity/contract';
import { call } from '@kelp/kernel/client';
import { getMyWorkSchedule } from '../contract';
import {
  closeForgotten,
  idleMs,
  leave,
  leaveOpen,
  look,
  stay,
  type Change,
  type Clock,
  type Interval,
} from '../domain/interval';
import { changeIntervals, onIntervals, readIntervals } from './interval-store';

const beatMs = 15_000;
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/** Whose browser this is and by which clock: null until both are known, and for people who log no time. */
function useTracker() {
  const me = useQuery({
    queryKey: [getMe.name],
    queryFn: ({ signal }) => call(getMe, {}, { signal }),
    staleTime: 5 * 60_000,
  }).data;
  const mayLog = me?.permissions.includes('time_entry.create') ?? false;
  const mine = useQuery({
    queryKey: [getMyWorkSchedule.name],
    queryFn: ({ signal }) => call(getMyWorkSchedule, {}, { signal }),
    staleTime: 5 * 60_000,
    enabled: mayLog,
  }).data;
  const owner = me?.id;
  return useMemo(() => {
    if (!owner || !mine) return null;
    const clock = (): Clock => ({
      now: Date.now(),
      zone: mine.zone,
      schedule: mine.week,
      newId: () => crypto.randomUUID(),
    });
    return { owner, clock, zone: mine.zone, untracked: mine.untrackedBoardIds };
  }, [owner, mine]);
}

/** The reader's intervals that are not time yet, in this browser; what an earlier day left open is closed first. */
export function useIntervals() {
  const tracker = useTracker();
  const [intervals, setIntervals] = useState<Interval[]>([]);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!tracker) return undefined;
    let isGone = false;
    const read = () =>
      readIntervals(tracker.owner)
        .then((all) => !isGone && setIntervals(all))
        .catch(() => !isGone && setFailed(true));
    const stop = onIntervals(() => void read());
    // tells the listeners, and so reads
    changeIntervals(tracker.owner, (all) => closeForgotten(all, tracker.clock())).catch(() => setFailed(true));
    return () => {
      isGone = true;
      stop();
    };
  }, [tracker]);
  return { intervals, failed, owner: tracker?.owner ?? null, zone: tracker?.zone ?? 'UTC' };
}

/** What the tracker of one open ticket does as time passes. */
function watch(owner: string, ticket: Interval['ticket'], clock: () => Clock): () => void {
  let active = Date.now();
  let isIn = false;
  const change = (run: Parameters<typeof changeIntervals>[1]) => changeIntervals(owner, run).catch(() => undefined);
  const openOne = (all: Interval[]) => all.find(({ ticket: { id }, endAt }) => id === ticket.id && endAt === null);
  const out = (end: (one: Interval) => Change) => {
    if (!isIn) return;
    isIn = false;
    void change((all) => {
      const one = openOne(all);
      return one ? end(one) : { put: [], remove: [] };
    });
  };
  const come = () => {
    isIn = true;
    void change((all) => look(all, owner, ticket, clock()));
  };
  const sign = () => {
    active = Date.now();
    if (!isIn) come();
  };
  const beat = () => {
    if (!isIn) return;
    if (Date.now() - active >= idleMs) out((one) => leave(one, active));
    else
      void change((all) => {
        const one = openOne(all);
        // another tab has closed it meanwhile: here it is still looked at
        return one ? stay(one, clock()) : look(all, owner, ticket, clock());
      });
  };
  // a computer that slept reports late
  const hide = () => out((one) => leaveOpen(one, Math.min(Date.now(), active + idleMs), clock()));
  come();
  const beating = setInterval(beat, beatMs);
  signs.forEach((name) => window.addEventListener(name, sign, { passive: true }));
  window.addEventListener('pagehide', hide);
  return () => {
    clearInterval(beating);
    signs.forEach((name) => window.removeEventListener(name, sign));
    window.removeEventListener('pagehide', hide);
    hide();
  };
}

/** Notes in this browser that the reader looks at the ticket, as long as they do; nothing on a board where that is off. */
export function useTracking(ticket: (Interval['ticket'] & { boardId: string }) | null): void {
  const tracker = useTracker();
  const subject = useRef(ticket);
  useEffect(() => {
    subject.current = ticket;
  });
  const { id = null, boardId = null } = ticket ?? {};
  const isOn = tracker !== null && boardId !== null && !tracker.untracked.includes(boardId);
  const begin = useCallback(() => {
    const now = subject.current;
    if (!tracker || !now) return undefined;
    return watch(tracker.owner, { id: now.id, number: now.number, title: now.title }, tracker.clock);
  }, [tracker]);
  useEffect(() => (isOn && id ? begin() : undefined), [isOn, id, begin]);
}

/** The reader's own working week and zone, once they are known. */
export const useMyHours = () =>
  useQuery({
    queryKey: [getMyWorkSchedule.name],
    queryFn: ({ signal }) => call(getMyWorkSchedule, {}, { signal }),
    staleTime: 5 * 60_000,
  }).data;
