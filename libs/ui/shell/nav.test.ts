import { activeItem, type NavItem } from './nav';

const item = (key: string, href: string): NavItem => ({ key, label: key, href, icon: null });
const items = [item('home', '/msp'), item('tickets', '/msp/tickets'), item('time', '/msp/time')];

describe('activeItem', () => {
  it.each([
    ['/msp', 'home'],
    ['/msp/tickets', 'tickets'],
    ['/msp/tickets/7', 'tickets'],
  ])('%s belongs to %s', (path, key) => {
    expect(activeItem(items, path)?.key).toBe(key);
  });

  it('knows when nothing fits', () => {
    for (const path of ['/auth/msp/signin', '/msp/timesheets', '/msp/search'])
      expect(activeItem(items, path)).toBeUndefined();
  });
});
