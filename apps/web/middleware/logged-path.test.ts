import { loggedPath } from './logged-path';

it('keeps secrets of addresses and queries out of logs', () => {
  expect(loggedPath('/api/alerts/01a2/a-secret-of-an-address?x=1')).toBe('/api/alerts/01a2/…');
  expect(loggedPath('/API/Alerts/01a2/a-secret/more')).toBe('/API/Alerts/01a2/…');
  expect(loggedPath('/survey/01a2/a-secret-of-a-survey?rating=1')).toBe('/survey/01a2/…');
  expect(loggedPath('/auth/set-password?token=secret')).toBe('/auth/set-password');
  expect(loggedPath('/msp/tickets/17')).toBe('/msp/tickets/17');
});
