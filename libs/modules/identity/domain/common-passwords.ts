/** Words, names, places, teams and keyboard runs that people reach for first. Written by hand; the list below is derived from them. */
const words = `
password passwort passwd parola senha motdepasse contrasena welcome willkommen bienvenue bienvenido letmein openup login logon signin
access admin administrator root superuser sysadmin helpdesk support service office company business computer laptop desktop internet
network server router firewall printer monitor keyboard windows microsoft outlook exchange google amazon facebook linkedin android iphone
samsung default changeme change secret private secure security temporary temp test testing tester guest user username master
qwerty qwertyuiop qwertz qwertzuiop azerty azertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm yxcvbnm qazwsx qazwsxedc wsxedc
iloveyou ilovegod lovely lover loveme sweetheart darling honey baby babygirl princess prince queen king angel angels heaven
monkey dragon tiger lion panther eagle falcon hawk wolf bear horse mustang bulldog puppy kitten kitty butterfly dolphin shark spider snake
football baseball basketball soccer hockey tennis golfer golfing cricket rugby fishing hunting racing cycling swimming running
superman batman spiderman ironman wonderwoman pokemon pikachu starwars skywalker startrek gandalf hobbit matrix naruto minecraft fortnite
michael jennifer jessica ashley daniel thomas robert joshua andrew matthew anthony charlie william joseph david richard george
amanda nicole hannah samantha elizabeth melissa stephanie michelle victoria alexander alexandra benjamin christopher jonathan nicholas
summer winter spring autumn sommer herbst january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday morning evening midnight sunshine moonlight rainbow
starlight thunder lightning shadow phoenix diamond silver golden purple orange yellow banana apple cherry strawberry chocolate cookie
coffee cheese pepper ginger sugar whiskey freedom liberty forever always nothing something whatever trustno correct horsebattery
america england london paris berlin vienna madrid london newyork chicago dallas houston boston denver austin texas florida california
canada australia mexico brazil germany france italy spain liverpool arsenal chelsea barcelona juventus manchester cowboys yankees lakers
steelers redsox patriots raiders eagles packers harley corvette ferrari porsche mercedes bmwbmw toyota honda
kelp ticket tickets client clients invoice contract technician dispatcher manager owner workspace portal managed provider
`
  .split(/\s+/)
  .filter(Boolean);

const digits = [
  '1',
  '12',
  '123',
  '1234',
  '12345',
  '123456',
  '1234567',
  '12345678',
  '123456789',
  '1234567890',
  '0',
  '00',
  '01',
  '007',
  '11',
  '69',
  '99',
  '111',
  '321',
  '777',
];
const years = Array.from({ length: 12 }, (_, index) => String(2016 + index));
const endings = ['', ...digits, ...years];
const runs = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn',
];

let built: ReadonlySet<string> | undefined;

/** Some twelve thousand common passwords in plain lower-case form (`plainForm`): each word alone, doubled, and with usual endings. */
export function commonPasswords(): ReadonlySet<string> {
  if (built) return built;
  const all = new Set<string>();
  for (const word of words) {
    for (const ending of endings) all.add(plainForm(word + ending));
    all.add(plainForm(word + word));
    all.add(plainForm(word + word + word));
    all.add(plainForm(`my${word}`));
    all.add(plainForm(`the${word}`));
    all.add(plainForm(`${word}is${word}`));
  }
  built = all;
  return all;
}

const swaps: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};

/** A password without its disguises: lower case, punctuation dropped, look-alike digits and signs inside turned back to letters. */
export function plainForm(password: string): string {
  const lower = password.toLowerCase().replace(/[!.?]+$/, '');
  const tail = /\d*$/.exec(lower)?.[0] ?? '';
  const body = lower.slice(0, lower.length - tail.length);
  return body.replace(/[@4310!$57]/g, (sign) => swaps[sign] ?? sign).replace(/[^\p{L}\d]/gu, '') + tail;
}

/** Whether the text is little more than one sign, a short piece repeated, or a run along the alphabet or the keyboard. */
export function isRun(password: string): boolean {
  const text = password.toLowerCase();
  if (new Set(text).size <= 3) return true;
  if (/^(.{1,4})\1+.{0,3}$/.test(text)) return true;
  const pieces = runs.flatMap((run) => [run, [...run].reverse().join('')]);
  return text.length >= 6 && pieces.some((run) => run.includes(text) || (run + run).includes(text));
}
