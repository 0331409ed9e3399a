import { createHmac } from 'node:crypto';
import { signatureOf } from './sign-webhook';

it('signs time and body with every secret that holds', () => {
  const body = '{"id":"1","text":"Grüße"}';
  const expected = (secret: string) => createHmac('sha256', secret).update(`1773144000.${body}`).digest('hex');
  const header = signatureOf(['whsec_new', 'whsec_old'], new Date('2026-03-10T12:00:00.900Z'), body);
  expect(header).toBe(`t=1773144000,v1=${expected('whsec_new')},v1=${expected('whsec_old')}`);
});
