// `npm run plant -- check FILE`: says everything that is wrong with a plant file, each with its line, before a bot starts with
// it. It reads the file and nothing else: which platforms run is found out at start.
import { resolve } from 'node:path';
import { faultText, type PlantRead, readPlantFile } from '../../config/plant.ts';
import { EXIT_CONFIG, EXIT_USAGE, runAsMain, type Terminal } from './terminal.ts';

export function plant(args: readonly string[], { cwd, out, err }: Terminal): number {
  const [command, file, ...more] = args;
  if (command !== 'check' || file === undefined || file.startsWith('-') || more.length > 0) {
    err('usage: npm run plant -- check FILE\n');
    return EXIT_USAGE;
  }
  const read = readPlantFile(resolve(cwd, file));
  if (read.ok) {
    for (const note of read.notes) err(`note: ${faultText(file, note)}\n`);
    out(`${file} is good: ${sums(read)}\n`);
    return 0;
  }
  for (const fault of read.faults) out(`${faultText(file, fault)}\n`);
  const [first, ...rest] = read.faults;
  if (first !== undefined && rest.length > 0)
    err(`${file} has ${rest.length + 1} faults, the first: ${faultText(file, first)}\n`);
  else if (first !== undefined) err(`${file} has a fault: ${faultText(file, first)}\n`);
  return EXIT_CONFIG;
}

function sums({ plant }: PlantRead & { ok: true }): string {
  const { channels, people, routes, policies, shifts } = plant;
  return [
    counted(channels.size, 'channel', 'channels'),
    counted(people.length, 'person', 'people'),
    counted(routes.length, 'route', 'routes'),
    counted(policies.size, 'policy', 'policies'),
    ...(shifts.rosters.length > 0 ? [counted(shifts.crews.size, 'crew', 'crews')] : []),
  ].join(', ');
}

function counted(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

await runAsMain(import.meta.url, plant);
