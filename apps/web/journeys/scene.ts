import type { Browser } from 'playwright-core';
import { openBrowser, visit, type Visitor } from './browser';
import { sharedProgram, type Program } from './program';

/** A program and a browser on it for the journeys of one file: there before the first, ended after the last. */
export interface Scene {
  readonly program: Program;
  readonly browser: Browser;
  /** Somebody with a profile of their own, who has not signed in yet. */
  visit(size?: { width: number; height: number }): Promise<Visitor>;
}

/** Opens the scene of a file; `start` where it needs a program of its own. */
export function openScene(start: () => Promise<Program> = sharedProgram): Scene {
  const parts: { program?: Program; browser?: Browser } = {};
  const get = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error('The scene opens before the first journey of the file.');
    return part;
  };
  const scene: Scene = {
    get program() {
      return get(parts.program);
    },
    get browser() {
      return get(parts.browser);
    },
    visit: (size) => visit(scene.browser, scene.program.address, size),
  };
  beforeAll(async () => {
    [parts.program, parts.browser] = await Promise.all([start(), openBrowser()]);
  }, 400_000);
  afterAll(async () => {
    await parts.browser?.close();
    await parts.program?.stop();
  }, 120_000);
  return scene;
}
