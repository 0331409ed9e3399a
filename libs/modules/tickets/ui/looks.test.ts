import { priorityLevel, statusOnBoard, statusTone } from './looks';

const priority = (id: string, position: number, isItil: boolean) => ({
  id,
  name: id,
  color: '#000000',
  position,
  isItil,
});
const all = [priority('urgent', 0, false), priority('low', 3, false), priority('p1', 4, true), priority('p5', 8, true)];

describe('how tickets look', () => {
  it('ranks a priority among its own kind', () => {
    expect(['urgent', 'low', 'p1', 'p5', 'unknown'].map((id) => priorityLevel(id, all))).toEqual([1, 2, 1, 2, 3]);
  });

  it('draws a status by what it means', () => {
    expect(statusTone({ isClosed: true, pausesSla: true })).toBe('success');
    expect(statusTone({ isClosed: false, pausesSla: true })).toBe('waiting');
    expect(statusTone({ isClosed: false, isDefault: true })).toBe('info');
    expect(statusTone({ isClosed: false })).toBe('progress');
  });

  it('finds the status of the same name on another board', () => {
    const status = (id: string, boardId: string, name: string) => ({
      id,
      boardId,
      name,
      isClosed: false,
      isDefault: false,
      pausesSla: false,
    });
    const statuses = [status('1', 'desk', 'New'), status('2', 'alerts', 'New')];
    expect(statusOnBoard(statuses, 'alerts', 'New')).toBe('2');
    expect(statusOnBoard(statuses, 'alerts', 'Scheduled')).toBeNull();
  });
});
