import { approvalRefusal } from './approval-rule';

const refusal = (approverId: string, workerId: string, approverIds: string[]) =>
  approvalRefusal({ approverId, workerId, approverIds })?.id ?? null;

describe('approvalRefusal', () => {
  it('lets somebody else approve', () => expect(refusal('mona', 'tess', ['mona', 'olive'])).toBeNull());

  it('refuses the own entry while somebody else could approve it', () => {
    expect(refusal('mona', 'mona', ['mona', 'olive'])).toBe('time_entry.own_approval');
  });

  it('lets the only approver of a workspace approve their own time', () => {
    expect(refusal('olive', 'olive', ['olive'])).toBeNull();
  });
});
