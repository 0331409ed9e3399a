import { addOperatorCommand } from './add-operator';
import { auditVerifyCommand } from './audit-verify';
import { backupCommand } from './backup';
import { createTenantCommand } from './create-tenant';
import { copyFilesCommand } from './files-copy';
import { loadDemoCommand, removeDemoCommand } from './demo';
import { doctorCommand } from './doctor';
import { migrateCommand, prepareCommand } from './prepare';
import { resetLinkCommand } from './reset-link';
import { restoreCommand } from './restore';
import { rotateKeysCommand } from './rotate-keys';
import { deleteWorkspaceCommand, listWorkspacesCommand } from './workspace';

export interface Command {
  readonly usage: string;
  readonly about: string;
  run(words: readonly string[]): Promise<void>;
}

export const commands: Record<string, Command> = {
  doctor: doctorCommand,
  migrate: migrateCommand,
  prepare: prepareCommand,
  'tenant create': createTenantCommand,
  'workspace list': listWorkspacesCommand,
  'workspace delete': deleteWorkspaceCommand,
  'demo load': loadDemoCommand,
  'demo remove': removeDemoCommand,
  'user reset-link': resetLinkCommand,
  'operator add': addOperatorCommand,
  'audit verify': auditVerifyCommand,
  'files copy': copyFilesCommand,
  backup: backupCommand,
  restore: restoreCommand,
  'rotate-keys': rotateKeysCommand,
  help: { usage: 'help', about: 'Shows this list.', run: async () => console.log(usage()) },
};

/** What the tool can do, one line a command. */
export function usage(): string {
  const lines = Object.values(commands).map((one) => `  ${one.usage.padEnd(46)} ${one.about}`);
  return ['Kelp, the operator’s tool. Commands:', ...lines].join('\n');
}
