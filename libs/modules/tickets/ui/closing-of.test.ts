import { closingOf } from './closing-of';

const choices = {
  statuses: [
    { id: 'open', isClosed: false },
    { id: 'closed', isClosed: true },
  ],
} as Parameters<typeof closingOf>[1];
const resolution = { key: 'resolution', text: 'Write the resolution.' };
const time = { key: 'time', text: 'Log the time that was worked.' };
const type = { key: 'field.typeId', text: 'Fill in the type.' };
const untouched = { statusId: null, isResolution: null, reason: '' };
const ticket = { isClosed: false, closeBlockers: [resolution, time, type], abilities: [] as string[] };
const closed = { ...untouched, statusId: 'closed' };

describe('What a comment does to a ticket that it may close', () => {
  it('says nothing on a board without rules while the status stays', () => {
    const free = { ...ticket, closeBlockers: [] };
    expect(closingOf(free, choices, untouched, [])).toMatchObject({ offersMark: false, isResolution: null });
    expect(closingOf(free, choices, { ...untouched, statusId: 'open' }, [])).toMatchObject({ closes: false });
  });

  it('takes a comment that closes for the resolution, unless it is said otherwise', () => {
    expect(closingOf(ticket, choices, closed, [])).toMatchObject({ closes: true, isResolution: true });
    expect(closingOf(ticket, choices, closed, []).missing).toEqual([time, type]);
    const other = closingOf(ticket, choices, { ...closed, isResolution: false }, []);
    expect(other.missing).toEqual([resolution, time, type]);
    expect(other.isResolution).toBe(false);
  });

  it('offers the mark before closing when the board waits for a resolution, and leaves it off', () => {
    expect(closingOf(ticket, choices, untouched, [])).toMatchObject({
      offersMark: true,
      isResolution: false,
      isBlocked: false,
    });
  });

  it('counts what leaves with the comment, such as its time', () => {
    expect(closingOf(ticket, choices, closed, ['time']).missing).toEqual([type]);
    const rest = { ...ticket, closeBlockers: [resolution, time] };
    expect(closingOf(rest, choices, closed, ['time'])).toMatchObject({ missing: [], isBlocked: false });
  });

  it('is open again with a reason, for those who may close against the rules', () => {
    const reasoned = { ...closed, reason: 'Client went out of business' };
    expect(closingOf(ticket, choices, reasoned, []).isBlocked).toBe(true);
    const manager = { ...ticket, abilities: ['ticket.close_override'] };
    expect(closingOf(manager, choices, { ...closed, reason: '  ' }, []).isBlocked).toBe(true);
    expect(closingOf(manager, choices, reasoned, [])).toMatchObject({ isBlocked: false, mayOverride: true });
  });

  it('has nothing to ask on a ticket that is closed already', () => {
    expect(closingOf({ ...ticket, isClosed: true }, choices, closed, [])).toMatchObject({
      closes: false,
      offersMark: false,
      missing: [],
    });
  });
});
