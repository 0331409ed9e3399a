// This file is read by whatever Node happens to be installed, so it uses nothing that an old one lacks.
const needed = [20, 19];

/** Ends the program with one sentence when this Node is older than 20.19. */
export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return;
  console.error(
    `Kelp needs Node ${needed.join('.')} or newer, this is Node ${version}: install a newer one from https://nodejs.org and start again.`,
  );
  process.exit(1);
}
