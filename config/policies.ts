// Policies in the plant file: their shape, what they become with every default filled in, and the checks that need the whole
// ladder: a step that comes before the one above it, repeats that never end, an answer that would come too late.
import { z } from 'zod';
import {
  type Policy as Ladder,
  type Step as Rung,
  SEVERITIES,
  type StepTarget,
} from '../bot/core/plant.ts';
import {
  ackTimeoutMs,
  answerTimeMs,
  type QuietHours,
  type ResponseTime,
} from '../bot/core/policy.ts';
import { durationText, MINUTE, parseDuration, SECOND } from '../bot/core/time.ts';
import { Clock, duration, say, section, text } from './fields.ts';
import type { Names, Remark } from './names.ts';
import type { Path } from './yaml.ts';

export const MAX_STEPS = 20;
export const MAX_REPEATS = 100;
const MAX_MARGIN = 10;
const DEFAULT_MARGIN = 0.5;

const REPEAT = /^(\d{1,3}) every (\S+)$/;
const REPEAT_SENTENCE = `must be how often and how far apart, such as "3 every 5m", at most ${MAX_REPEATS} times`;

const RepeatText = z.string({ error: say(REPEAT_SENTENCE) }).transform((given, context) => {
  const found = REPEAT.exec(given);
  const times = Number(found?.[1]);
  const everyMs = parseDuration(found?.[2] ?? '');
  if (times > 0 && times <= MAX_REPEATS && everyMs !== null && everyMs >= SECOND) {
    return { times, everyMs };
  }
  context.addIssue(REPEAT_SENTENCE);
  return z.NEVER;
});

const AFTER_SENTENCE = 'must be a duration such as 30s, 10m, 4h or 1h30m, or auto';

const After = z.string({ error: say(AFTER_SENTENCE) }).transform((given, context) => {
  if (given === 'auto') return given;
  const ms = parseDuration(given);
  if (ms !== null) return ms;
  context.addIssue(`${AFTER_SENTENCE}, at most a year`);
  return z.NEVER;
});

const Step = section({
  to: text(
    'must be channel, lead, shift-lead, crew, crew:NAME, person:NAME or channel:NAME',
    /^(channel|lead|shift-lead|crew|crew:.+|person:.+|channel:.+)$/,
  ),
  after: After,
  repeat: RepeatText.optional(),
  acks: z.literal([1, 2], { error: say('must be 1 or 2') }).optional(),
});

const Quiet = section({
  severities: z
    .array(z.enum(SEVERITIES, { error: say(`must be one of ${SEVERITIES.join(', ')}`) }), {
      error: say('must be a list of severities, for example [low, medium]'),
    })
    .min(1, 'needs at least one severity'),
  from: Clock,
  until: Clock,
});

const Respond = section({
  within: duration(SECOND),
  action: duration(0),
  travel: duration(0).optional(),
  margin: z
    .number({ error: say('must be a number such as 0.5') })
    .min(0, 'must not be negative')
    .max(MAX_MARGIN, `must be at most ${MAX_MARGIN}`)
    .optional(),
});

export const Policy = section({
  steps: z
    .array(Step, { error: say('must be a list of steps') })
    .min(1, 'needs at least one step')
    .max(MAX_STEPS, `has more than ${MAX_STEPS} steps`),
  expire: duration(SECOND).optional(),
  idle: duration(SECOND).optional(),
  quiet: Quiet.optional(),
  respond: Respond.optional(),
});
export type Policy = z.infer<typeof Policy>;
type Step = z.infer<typeof Step>;

const DEFAULT_EXPIRE_MS = 30 * MINUTE;
const DEFAULT_IDLE_MS = 60 * MINUTE;

/** What `standard` means where a file does not say. */
export const STANDARD: Ladder = {
  name: 'standard',
  steps: [
    { to: { kind: 'channel' }, afterMs: 0 },
    { to: { kind: 'lead' }, afterMs: 10 * MINUTE },
  ],
  expireMs: 20 * MINUTE,
  idleMs: DEFAULT_IDLE_MS,
};

/** `zone` is the site's: quiet hours are hours on its wall. */
export function policyOf(name: string, given: Policy, zone: string): Ladder {
  const steps = rungsOf(given);
  return {
    name,
    steps,
    expireMs: given.expire ?? (lastGapMs(steps) || DEFAULT_EXPIRE_MS),
    idleMs: given.idle ?? DEFAULT_IDLE_MS,
    ...(given.quiet === undefined ? {} : { quiet: quietOf(given.quiet, zone) }),
  };
}

function quietOf({ severities, from, until }: z.infer<typeof Quiet>, zone: string): QuietHours {
  return { severities: [...new Set(severities)], fromMs: from, untilMs: until, zone };
}

/** The first step is the alert's own channel at once; it is added where the file leaves it out. */
function rungsOf(given: Policy): readonly Rung[] {
  const written = hasChannelFirst(given) ? given.steps : [CHANNEL_AT_ONCE, ...given.steps];
  const autoMs = autoGapMs(given);
  let before = 0;
  return written.map((step): Rung => {
    const afterMs = step.after === 'auto' ? before + autoMs : step.after;
    before = afterMs;
    return {
      to: targetOf(step.to),
      afterMs,
      ...(step.repeat === undefined ? {} : { repeat: step.repeat }),
      ...(step.acks === 2 ? { needsTwo: true } : {}),
    };
  });
}

const CHANNEL_AT_ONCE: Step = { to: 'channel', after: 0 };

function hasChannelFirst({ steps }: Policy): boolean {
  return steps[0]?.to === 'channel' && steps[0].after === 0;
}

/** What `auto` stands for: the time to answer, shared by all steps. Zero without it, and where nothing is left. */
function autoGapMs(given: Policy): number {
  if (given.respond === undefined) return 0;
  const levels = given.steps.length + (hasChannelFirst(given) ? 0 : 1);
  return Math.floor(ackTimeoutMs(responseTime(given.respond), levels) / SECOND) * SECOND;
}

function responseTime({ within, action, travel, margin }: z.infer<typeof Respond>): ResponseTime {
  return {
    availableMs: within,
    actionMs: action,
    travelMs: travel ?? 0,
    margin: margin ?? DEFAULT_MARGIN,
  };
}

/** Zero for a single step, and where the last two are taken at once. */
function lastGapMs(steps: readonly Rung[]): number {
  const [before, last] = steps.slice(-2);
  return before !== undefined && last !== undefined ? last.afterMs - before.afterMs : 0;
}

function targetOf(to: string): StepTarget {
  if (to === 'channel' || to === 'lead' || to === 'shift-lead') return { kind: to };
  if (to === 'crew') return { kind: 'crew', crew: null };
  const name = to.slice(to.indexOf(':') + 1);
  if (to.startsWith('crew:')) return { kind: 'crew', crew: name };
  return to.startsWith('person:')
    ? { kind: 'person', key: name }
    : { kind: 'other-channel', channel: name };
}

/** Reads policies whose shape is good. */
export function checkPolicies(
  policies: Readonly<Record<string, Policy>> | null | undefined,
): Names {
  const faults: Remark[] = [];
  const notes: Remark[] = [];
  for (const [name, given] of Object.entries(policies ?? {})) {
    const path = ['policies', name];
    const say = (where: Path, sentence: string) =>
      void faults.push({ path: [...path, ...where], sentence });
    if (given.quiet !== undefined && given.quiet.from === given.quiet.until) {
      say(['quiet', 'until'], 'is the same as from: that would be the whole day, or nothing');
    }
    if (given.quiet?.severities.includes('critical')) {
      notes.push({
        path: [...path, 'quiet', 'severities'],
        sentence: 'lets critical alerts wait, too',
      });
    }
    if (hasTime(given, say)) checkLadder(given, say);
  }
  return { faults, notes };
}

type Say = (where: Path, sentence: string) => void;

function hasTime(given: Policy, say: Say): boolean {
  if (given.respond === undefined) {
    const auto = given.steps.findIndex((step) => step.after === 'auto');
    if (auto >= 0)
      say(['steps', auto, 'after'], 'is auto, so the policy needs respond: { within, action }');
    return auto < 0;
  }
  const left = answerTimeMs(responseTime(given.respond));
  if (left > 0 && autoGapMs(given) > 0) return true;
  say(['respond'], "leaves no time for an answer: chat can't be the response path here");
  return false;
}

function checkLadder(given: Policy, say: Say): void {
  const ladder = policyOf('', given, 'UTC');
  const shift = hasChannelFirst(given) ? 0 : 1;
  const latest = given.respond === undefined ? null : answerTimeMs(responseTime(given.respond));
  given.steps.forEach((step, i) => {
    const level = i + shift;
    const afterMs = ladder.steps[level]?.afterMs ?? 0;
    const before = ladder.steps[level - 1];
    const isMixed = step.after === 'auto' || given.steps[i - 1]?.after === 'auto';
    if (i > 0 && isMixed && before !== undefined && afterMs <= before.afterMs) {
      say(
        ['steps', i, 'after'],
        `must be later than ${durationText(before.afterMs)}, the step before`,
      );
    }
    if (latest !== null && afterMs >= latest) {
      const sentence = `is too late: an answer is needed within ${durationText(latest)}`;
      say(['steps', i, 'after'], sentence);
    }
    const nextMs = ladder.steps[level + 1]?.afterMs ?? afterMs + ladder.expireMs;
    if (step.repeat !== undefined && step.repeat.times * step.repeat.everyMs >= nextMs - afterMs) {
      say(
        ['steps', i, 'repeat'],
        `goes on until the next step or longer: that is due after ${durationText(nextMs)}`,
      );
    }
  });
}
