import { approvalRefusal } from './approval-rule';

const refusal = (approverId: string, workerId: string, staffIds: string[]) =>
  approvalRefusal({ approverId, workerId, staffIds })?.id ?? null;

describe('approvalRefusal', () => {
  it('lets somebody else approve', () => expect(refusal('mona', 'tess', ['mona', 'tess'])).toBeNull());

  it('refuses the own entry while the workspace has other people', () => {
    expect(refusal('mona', 'mona', ['mona', 'tess'])).toBe('time_entry.own_approval');
  });

  it('lets the only person of a workspace approve their own time', () => {
    expect(refusal('olive', 'olive', ['olive'])).toBeNull();
  });
});
