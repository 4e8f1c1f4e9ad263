// `npm run plant -- check FILE`: says everything that is wrong with a plant file, each with its line, before a bot starts with
// it. It reads the file and nothing else: which platforms run is found out at start.
import { faultText, readPlantFile } from '../../config/plant.ts';

const EXIT_USAGE = 64;
const EXIT_CONFIG = 78;

function main(args: readonly string[]): number {
  const [command, file, ...more] = args;
  if (command !== 'check' || file === undefined || file.startsWith('-') || more.length > 0) {
    process.stderr.write('usage: npm run plant -- check FILE\n');
    return EXIT_USAGE;
  }
  const read = readPlantFile(file);
  if (!read.ok) {
    for (const fault of read.faults) process.stdout.write(`${faultText(file, fault)}\n`);
    const [first, ...rest] = read.faults;
    const more = rest.length > 0 ? ` and ${rest.length} more` : '';
    if (first !== undefined) process.stderr.write(`not good: ${faultText(file, first)}${more}\n`);
    return EXIT_CONFIG;
  }
  const { channels, people, routes, policies } = read.plant;
  for (const note of read.notes) process.stderr.write(`note: ${faultText(file, note)}\n`);
  const counts = [
    counted(channels.size, 'channel', 'channels'),
    counted(people.length, 'person', 'people'),
    counted(routes.length, 'route', 'routes'),
    counted(policies.size, 'policy', 'policies'),
  ];
  process.stdout.write(`${file} is good: ${counts.join(', ')}\n`);
  return 0;
}

function counted(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

process.exitCode = main(process.argv.slice(2));
