import { activeItem, type NavItem } from './nav';

const item = (key: string, href: string): NavItem => ({ key, label: key, href, icon: null });
const items = [item('home', '/msp'), item('tickets', '/msp/tickets'), item('time', '/msp/time')];

describe('activeItem', () => {
  it.each([
    ['/msp', 'home'],
    ['/msp/tickets', 'tickets'],
    ['/msp/tickets/7', 'tickets'],
    ['/msp/timesheets', 'home'],
  ])('%s belongs to %s', (path, key) => {
    expect(activeItem(items, path)?.key).toBe(key);
  });

  it('knows when nothing fits', () => {
    expect(activeItem(items, '/auth/msp/signin')).toBeUndefined();
  });
});
