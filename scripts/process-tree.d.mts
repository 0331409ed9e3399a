export interface TreeProcess {
  pid: number;
  token: string;
  command: string;
}

export function processTree(pid: number): TreeProcess[];
export function survivors(tree: TreeProcess[]): TreeProcess[];
