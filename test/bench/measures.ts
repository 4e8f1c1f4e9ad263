// What is measured, from outside: a detection until its card stands, a tap until it is answered and until the card shows it,
// and how many detections a second are taken when each answer means that they are kept.
import { Agent, request } from 'node:http';
import type { SlackMessage } from '../fakes/slack-api.ts';
import { FORM, interaction, pressPayload, signed } from '../fakes/slack-sender.ts';
import type { TeamsMessage } from '../fakes/teams/conversations.ts';
import { pressOf } from '../fakes/teams/people.ts';
import { genuine } from '../fakes/teams/tokens.ts';
import { SLACK_USER, type Stage } from './bot-process.ts';

/** A card that does not come, or an answer, is a fault and not a number. */
const LIMIT_MS = 10_000;
/** One in so many detections opens an alert; the others join one. */
const OPENS_EVERY = 10;

const agent = new Agent({ keepAlive: true });

type Platform = 'slack' | 'teams';

interface Card {
  readonly platform: Platform;
  readonly message: SlackMessage | TeamsMessage;
}

export interface Tapped {
  readonly answered: readonly number[];
  readonly shown: readonly number[];
}

interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function send({ url, headers, body }: Post): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers, timeout: LIMIT_MS }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer from ${url}`)));
    sent.on('error', reject);
    sent.end(body);
  });
}

function detections(stage: Stage, body: unknown): Post {
  const headers = {
    authorization: `Bearer ${stage.token}`,
    'content-type': 'application/json',
  };
  return { url: `${stage.url}/v1/detections`, headers, body: JSON.stringify(body) };
}

let count = 0;

function detection(asset: string): object {
  count += 1;
  return {
    source: 'bench',
    id: `d-${count}`,
    type: 'surface-scratch',
    asset,
    title: 'Scratch on housing',
    severity: 'high',
    confidence: 0.93,
    model: { name: 'scratch', version: '4.2' },
    reasons: ['3rd hit on this station in 10 min'],
    readings: [{ name: 'depth', value: 0.4, unit: 'mm', limit: 0.2 }],
  };
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function until<T>(look: () => T | undefined): Promise<T> {
  const end = performance.now() + LIMIT_MS;
  while (performance.now() < end) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((next) => setTimeout(next, 1));
  }
  throw new Error('what was waited for did not come');
}

async function accepted(post: Post, status: number): Promise<void> {
  const got = await send(post);
  if (got !== status) throw new Error(`${post.url} answered ${got}`);
}

/** Detection sent → card on the platform, one after the other. */
export async function detectionToCard(
  stage: Stage,
  platform: Platform,
  n: number,
): Promise<{ readonly times: readonly number[]; readonly cards: readonly Card[] }> {
  const times: number[] = [];
  const cards: Card[] = [];
  for (let i = 0; i < n; i += 1) {
    const asset = `${platform}/${count}`;
    const post = detections(stage, detection(asset));
    const before = messagesOf(stage, platform).length;
    times.push(
      await took(async () => {
        await accepted(post, 202);
        cards.push(await until(() => cardOf(stage, platform, asset, before)));
      }),
    );
  }
  return { times, cards };
}

function messagesOf({ slack, teams }: Stage, platform: Platform) {
  return platform === 'slack' ? slack.world.messages : teams.world.messages;
}

/** Among those that came after the first `before`. */
function cardOf(stage: Stage, platform: Platform, asset: string, before: number): Card | undefined {
  const message = messagesOf(stage, platform)
    .slice(before)
    .find((m) => says(m, asset));
  return message === undefined ? undefined : { platform, message };
}

function says(content: unknown, asset: string): boolean {
  return JSON.stringify(content).includes(asset);
}

/** Confirms every card, so many at once: tap → answer, and tap → the card shows it. */
export async function taps(stage: Stage, cards: readonly Card[], atOnce: number): Promise<Tapped> {
  const answered: number[] = [];
  const shown: number[] = [];
  await inParallel(cards, atOnce, async (card) => {
    const post = pressOn(stage, card);
    const began = performance.now();
    await accepted(post, 200);
    answered.push(performance.now() - began);
    await until(() => (isChanged(stage, card) ? true : undefined));
    shown.push(performance.now() - began);
  });
  return { answered, shown };
}

function pressOn({ url, slack, teams }: Stage, { platform, message }: Card): Post {
  if (platform === 'slack') {
    const payload = pressPayload(slack, message as SlackMessage, SLACK_USER, 'confirm');
    return { url: `${url}/slack/events`, ...signed(interaction(payload), FORM) };
  }
  const body = JSON.stringify(pressOf(teams, message as TeamsMessage, teams.ana, 'confirm'));
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    authorization: genuine(teams.occasion()),
  };
  return { url: `${url}/api/messages`, headers, body };
}

function isChanged({ slack }: Stage, { platform, message }: Card): boolean {
  if (platform === 'teams') return (message as TeamsMessage).states.length > 1;
  const { ts } = message as SlackMessage;
  return slack.world.messages.some((m) => m.ts === ts && m.isEdited);
}

/** Single detections, so many at once; each is answered when it is kept. */
export async function singles(
  stage: Stage,
  n: number,
  atOnce: number,
): Promise<{ readonly tookMs: number; readonly times: readonly number[] }> {
  const times: number[] = [];
  const posts = Array.from({ length: n }, () => detections(stage, detection(someAsset())));
  const tookMs = await took(() =>
    inParallel(posts, atOnce, async (post) => {
      times.push(await took(() => accepted(post, 202)));
    }),
  );
  return { tookMs, times };
}

export async function arrays(stage: Stage, n: number, size: number): Promise<number> {
  const posts = Array.from({ length: n }, () =>
    detections(
      stage,
      Array.from({ length: size }, () => detection(someAsset())),
    ),
  );
  return took(() => inParallel(posts, 1, (post) => accepted(post, 202)));
}

function someAsset(): string {
  return `hall/${Math.floor(count / OPENS_EVERY)}`;
}

async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const lane = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
