import { assertMailAddress, mailHostAddress, type MailHostRules } from '@kelp/platform/mail';
import { rulesOfHosts } from './host-rules';

const inside = [
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  'fd12::1',
  '::ffff:10.0.0.1',
  '64:ff9b::a00:1',
];
const here = ['127.0.0.1', '169.254.169.254', '0.0.0.0', '::1', '::ffff:127.0.0.1', 'fe80::1'];
const outside = ['8.8.8.8', '172.32.0.1', '192.167.1.1', '100.128.0.1', '2a00:1450::1'];

const takes = (address: string, rules: MailHostRules): boolean => {
  try {
    assertMailAddress('mail.acme.test', address, rules);
    return true;
  } catch {
    return false;
  }
};
const taken = (addresses: string[], allowPrivate: boolean, allowLocal = false) =>
  addresses.filter((address) => takes(address, { allowLocal, allowPrivate }));

it('takes public addresses always, private ones as the rule says, and this machine only when told', () => {
  expect(taken(outside, false)).toEqual(outside);
  expect(taken(inside, false)).toEqual([]);
  expect(taken(inside, true)).toEqual(inside);
  expect(taken(here, true)).toEqual([]);
  expect(taken([...here, ...inside, ...outside], false, true)).toEqual([...here, ...inside, ...outside]);
});

it('looks at what the name leads to, however it is written', async () => {
  const rules = { allowLocal: false, allowPrivate: false };
  await expect(mailHostAddress('10.0.0.7', rules)).rejects.toMatchObject({
    id: 'mail.host',
    message: expect.stringMatching(/private network/),
  });
  await expect(mailHostAddress('localhost', rules)).rejects.toMatchObject({ message: expect.stringMatching(/itself/) });
  // an address written as one number
  await expect(mailHostAddress('167772161', rules)).rejects.toMatchObject({ id: 'mail.host' });
  expect(await mailHostAddress('10.0.0.7', { ...rules, allowPrivate: true })).toBe('10.0.0.7');
});

it.each([
  [undefined, 1, true],
  [undefined, 2, false],
  ['allow' as const, 5, true],
  ['refuse' as const, 1, false],
])(
  'goes by the operator’s word (%s), else by the number of workspaces (%d)',
  async (said, workspaces, allowPrivate) => {
    const config = { MAIL_LOCAL_HOSTS: false, KELP_PRIVATE_MAIL_HOSTS: said };
    const rules = rulesOfHosts(config, () => Promise.resolve(workspaces));
    expect(await rules()).toEqual({ allowLocal: false, allowPrivate });
  },
);
