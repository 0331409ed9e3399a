import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  lstatSync,
} from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { userInfo } from 'node:os';
import { createChildren } from '../children.mjs';
import { findFreePort } from '../ports.mjs';
import { debianPackages, librariesIn } from './debian-packages.mjs';

const builtIn = '/usr/lib/dovecot/modules';
const readyLimitMs = 20_000;

/**
 * Starts a real IMAP server (Debian's Dovecot, unpacked and not installed) on 127.0.0.1 for one account. Returns `port`, `stop()`,
 * `restart()` on the same port, and `empty()`, which forgets the account's mail and numbers what comes then anew; null where no Dovecot
 * can be had. `capability` is what it says it can do, when that is to be less than it can. For tests only.
 */
export async function startDovecot({ username, password, capability = null }) {
  const children = createChildren();
  // A short folder: Dovecot's path to its modules is replaced by one that may not be longer.
  const home = mkdtempSync('/tmp/kd-');
  const root = await debianPackages(children, home, {
    folder: 'dovecot',
    name: 'dovecot-imapd',
    programs: ['usr/sbin/dovecot'],
    wanted:
      /^(dovecot-(core|imapd)|lib(exttextcat|lua|wrap|ssl|icu|lz4|zstd|bz2|sodium|cap|pam|stemmer|unwind)[a-z0-9.+-]*)$/,
  });
  await children.close();
  if (!root) {
    rmSync(home, { recursive: true, force: true });
    return null;
  }
  cpSync(join(root, 'usr/lib/dovecot'), join(home, 'l'), { recursive: true, verbatimSymlinks: true });
  pointAt(join(home, 'l'), join(home, 'l/modules'));
  const port = await findFreePort();
  writeConfiguration({ home, port, username, password, capability });
  const environment = { LD_LIBRARY_PATH: [join(home, 'l'), join(home, 'l/modules'), librariesIn(root)].join(':') };
  const configuration = join(home, 'dovecot.conf');
  const args = [
    '-f',
    'service=master',
    '-c',
    configuration,
    '-m',
    'master',
    '-p',
    '-e',
    join(root, 'usr/sbin/dovecot'),
    '-F',
    '-c',
    configuration,
  ];
  const serve = async () => {
    const child = spawn(join(root, 'usr/bin/doveconf'), args, {
      env: { PATH: process.env.PATH, ...environment },
      stdio: 'ignore',
    });
    await waitUntilReady(child, port, join(home, 'log'));
    return child;
  };
  let server = await serve();
  const end = async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  };
  return {
    port,
    empty: () => rmSync(join(home, 'mail', username), { recursive: true, force: true }),
    async restart() {
      await end();
      server = await serve();
    },
    async stop() {
      await end();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Replaces the path to the modules, which is compiled in, by ours in all programs of the copy. */
function pointAt(folder, modules) {
  if (modules.length > builtIn.length) throw new Error(`${modules} is longer than ${builtIn}.`);
  for (const name of readdirSync(folder, { recursive: true })) {
    const path = join(folder, String(name));
    if (!lstatSync(path).isFile()) continue;
    const content = readFileSync(path);
    let at = content.indexOf(builtIn);
    if (at < 0) continue;
    for (; at >= 0; at = content.indexOf(builtIn, at + 1)) {
      const end = content.indexOf(0, at);
      const rest = content.toString('latin1', at + builtIn.length, end);
      content.fill(0, at, end).write(modules + rest, at, 'latin1');
    }
    writeFileSync(path, content);
  }
}

function writeConfiguration({ home, port, username, password, capability }) {
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? 'nobody' : userInfo().username;
  const group = spawnSync('id', ['-gn', user], { encoding: 'utf8' }).stdout.trim();
  for (const folder of ['run', 'mail']) mkdirSync(join(home, folder), { mode: 0o755 });
  if (isRoot) spawnSync('chown', ['-R', `${user}:${group}`, join(home, 'mail')]);
  spawnSync('chmod', ['755', home]);
  writeFileSync(join(home, 'users'), `${username}:{PLAIN}${password}::::::\n`);
  const lines = [
    `base_dir = ${home}/run`,
    `state_dir = ${home}/run`,
    `libexec_dir = ${home}/l`,
    `mail_plugin_dir = ${home}/l/modules`,
    `log_path = ${home}/log`,
    'ssl = no',
    'disable_plaintext_auth = no',
    'protocols = imap',
    ...(capability ? [`imap_capability = ${capability}`] : []),
    'listen = 127.0.0.1',
    `default_internal_user = ${user}`,
    `default_internal_group = ${group}`,
    `default_login_user = ${user}`,
    'import_environment = LD_LIBRARY_PATH',
    `mail_location = maildir:${home}/mail/%u`,
    'mail_max_userip_connections = 100',
    'auth_failure_delay = 0',
    'first_valid_uid = 1',
    `passdb {\n  driver = passwd-file\n  args = scheme=PLAIN username_format=%u ${home}/users\n}`,
    `userdb {\n  driver = static\n  args = uid=${user} gid=${group} home=${home}/mail/%u\n}`,
    `service imap-login {\n  chroot =\n  inet_listener imap {\n    port = ${port}\n  }\n  inet_listener imaps {\n    port = 0\n  }\n}`,
    'service anvil {\n  chroot =\n}',
    'service stats {\n  chroot =\n}',
  ];
  writeFileSync(join(home, 'dovecot.conf'), `${lines.join('\n')}\n`);
}

async function waitUntilReady(server, port, log) {
  let hasEnded = false;
  server.once('exit', () => (hasEnded = true));
  for (const deadline = Date.now() + readyLimitMs; Date.now() < deadline && !hasEnded; await delay(50)) {
    if (await greets(port)) return;
  }
  server.kill('SIGKILL');
  throw new Error(
    `Dovecot did not start: ${existsSync(log) ? readFileSync(log, 'utf8').slice(-1000) : 'it wrote no log'}`,
  );
}

function greets(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1000, () => end(false));
    socket.on('error', () => end(false));
    socket.on('data', (chunk) => end(chunk.toString().startsWith('* OK')));
  });
}
