import { loadConfig } from '@kelp/platform/config';
import { configuredStorage, copyFiles } from '@kelp/platform/storage';
import type { Command } from './index';
import { givenPath } from './backup';
import { readOptions } from './open-house';

const reportEach = 1000;

/** `files copy`: from the storage in use to another, as often as wanted; each time only what differs is written. */
export const copyFilesCommand: Command = {
  usage: 'files copy --to <folder or s3://bucket>',
  about: 'Copies all stored files to another storage and compares them; Kelp may go on working.',
  run: async (given) => {
    const to = readOptions(given, ['to']).options.get('to');
    if (!to) throw new Error('Where to? kelp files copy --to s3://kelp-files');
    const config = loadConfig();
    const target = /^[a-z][a-z0-9+.-]+:/i.test(to) ? to : givenPath(to);
    const [source, destination] = [
      await configuredStorage(config),
      await configuredStorage({ ...config, STORAGE_URL: target }),
    ];
    for (const storage of [source, destination]) await storage.check();
    let told = 0;
    const { copied, same } = await copyFiles(source, destination, (done) => {
      if (done.copied + done.same < told + reportEach) return;
      told = done.copied + done.same;
      console.log(`${told} files looked at, ${done.copied} of them written`);
    });
    console.log(`${copied} files written, ${same} were there already. All were compared by their content.`);
    console.log(`To change over: stop Kelp, run this once more, and start it with STORAGE_URL=${target}.`);
  },
};
