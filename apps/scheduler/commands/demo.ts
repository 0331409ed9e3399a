import { password, workspace } from '../demo/cast';
import { findDemo, loadDemo } from '../demo/load-demo';
import { loadBulk } from '../demo/load-bulk';
import { removeWorkspace } from '../removal/remove-workspace';
import type { Command } from './index';
import { readOptions, withHouse } from './open-house';

export const loadDemoCommand: Command = {
  usage: 'demo load [--tickets <number>]',
  about: 'The sample workspace Northstar IT; with --tickets a workspace of that many synthetic tickets, for measuring.',
  run: async (given) => {
    const { options } = readOptions(given, ['tickets']);
    const wanted = options.get('tickets');
    await withHouse(async (engines) => {
      if (wanted !== undefined) {
        if (!/^[1-9]\d{0,6}$/.test(wanted)) throw new Error('--tickets takes a number from 1 to 9999999.');
        const name = await loadBulk(engines, Number(wanted), { isSearchable: true });
        return console.log(`The workspace "${name}" holds ${wanted} tickets.`);
      }
      const isNew = await loadDemo(engines, new Date(), (line) => console.log(line));
      if (!isNew) return console.log(`${workspace.name} is already there; "kelp demo remove" takes it away.`);
      console.log(
        `Sign in as olive@northstar.test (or mona, dana, tess, tom, pia, fin), client amy@acme.test, password ${password}`,
      );
    });
  },
};

export const removeDemoCommand: Command = {
  usage: 'demo remove',
  about: 'Takes the sample workspace away and leaves all others untouched.',
  run: async () => {
    await withHouse(async (engines) => {
      const tenant = await findDemo(engines);
      if (!tenant) return console.log('There is no sample workspace.');
      const { rows } = await removeWorkspace(engines, tenant);
      console.log(`${workspace.name} is gone (${rows} rows).`);
    });
  },
};
