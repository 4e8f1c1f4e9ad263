// What people press, one tap after the other and at once, and what each of them is told.
import { expect } from 'vitest';
import { HOUR, MINUTE } from '../../../bot/core/time.ts';
import type { Ability, Group } from '../ability.ts';
import type { Floor } from '../floor.ts';

async function labels({ store, alert }: Floor) {
  return store.labelsOf((await alert()).id);
}

const confirm: Ability = {
  name: 'Confirm: it is real, and the tapper owns it',
  async prove(floor) {
    await floor.detect();
    await floor.tap('ana', 'confirm');
    expect(await floor.alert()).toMatchObject({ verdict: 'real', work: 'owned' });
    expect((await floor.card()).text).toMatch(/Confirmed[^\n]*Ana Ruiz/);
    const [label] = await labels(floor);
    expect(label).toMatchObject({ platform: floor.stand.platform, role: 'technician' });
    // The card itself is the answer.
    expect(await floor.stand.heard('ana')).toEqual([]);
  },
};

const reject: Ability = {
  name: 'Reject, and five reasons as buttons on the updated card',
  async prove(floor) {
    await floor.detect();
    await floor.tap('ana', 'reject');
    expect(await floor.alert()).toMatchObject({ verdict: 'not_real', work: 'done' });
    const reasons = (await floor.card()).buttons.filter((b) => b.verb.startsWith('reason:'));
    expect(reasons.length).toBeGreaterThanOrEqual(5);
    await floor.tap('ana', 'reason:R-KNOWN');
    expect((await labels(floor)).at(-1)).toMatchObject({ reason: 'R-KNOWN', technicalTruth: true });
  },
};

const furtherReasons: Ability = {
  name: 'Further reasons in a list',
  async prove(floor) {
    await floor.detect();
    await floor.tap('ana', 'reject');
    await floor.tap('ana', 'reason:R-WHERE');
    expect((await labels(floor)).at(-1)).toMatchObject({ reason: 'R-WHERE' });
    expect((await floor.card()).text).toContain('Wrong asset or place');
  },
};

const resolve: Ability = {
  name: 'Take, resolve',
  async prove({ detect, tap, alert, card }) {
    await detect();
    await tap('ana', 'take');
    expect(await alert()).toMatchObject({ work: 'owned', verdict: 'pending' });
    await tap('ana', 'confirm');
    await tap('ana', 'resolve');
    expect(await alert()).toMatchObject({ work: 'done', verdict: 'real' });
    expect((await card()).text).toMatch(/Resolved/);
  },
};

const undo: Ability = {
  name: 'Undo one’s own latest tap',
  async prove(floor) {
    await floor.detect();
    await floor.tap('ana', 'reject');
    await floor.tap('ole', 'undo');
    await floor.hears('ole', /nothing of yours to undo/);
    await floor.tap('ana', 'undo');
    expect(await floor.alert()).toMatchObject({ verdict: 'pending', work: 'unowned' });
    const verbs = (await floor.card()).buttons.map((b) => b.verb);
    expect(verbs).toEqual(expect.arrayContaining(['confirm', 'reject', 'escalate']));
  },
};

const race: Ability = {
  name: 'Two at once: the first decides, the other is told privately and kept as a label',
  async prove(floor) {
    const { stand } = floor;
    await floor.detect();
    const seen = await floor.card();
    const sent = await Promise.all([
      stand.press('ana', seen, 'confirm'),
      stand.press('ole', seen, 'reject'),
    ]);
    await floor.settle();
    expect(sent.map((s) => s.status)).toEqual([200, 200]);
    const loser = (await floor.alert()).verdict === 'real' ? 'ole' : 'ana';
    await floor.hears(loser, /already/);
    expect((await labels(floor)).map((l) => l.isDeciding).sort()).toEqual([false, true]);
    expect(await stand.top('line-1')).toHaveLength(1);
  },
};

const stale: Ability = {
  name: 'A tap on a card that is two revisions old does what it says, or says why not',
  async prove(floor) {
    await floor.detect();
    const old = (await floor.card()).buttons.find((b) => b.verb === 'escalate')?.value;
    await floor.tap('ana', 'escalate');
    await floor.tap('ole', 'escalate', await floor.card(), old);
    await floor.hears('ole', /climbed already/);
    expect(await floor.alert()).toMatchObject({ level: 1 });
  },
};

const others: Ability = {
  name: 'Can’t tell, disagree, shelve',
  async prove({ detect, tap, alert, advance, card }) {
    await detect();
    await tap('ana', 'cant-tell');
    expect(await alert()).toMatchObject({ verdict: 'unsure' });
    await tap('ana', 'confirm');
    await tap('ole', 'disagree');
    expect(await alert()).toMatchObject({ verdict: 'contested' });
    await detect({ key: 'another', asset: 'line-1/oven' });
    await tap('ana', 'shelve');
    expect(await alert()).toMatchObject({ attention: 'shelved' });
    expect((await card()).text).toMatch(/Shelved/);
    await advance('8h');
    expect((await alert()).attention).not.toBe('shelved');
  },
};

const shelving: Ability = {
  name: 'Shelve by one tap; then another duration and a reason, each by one tap on the card',
  async prove({ detect, tap, alert, card, events, clock }) {
    await detect();
    await tap('ana', 'shelve');
    await tap('ana', 'shelve:2h');
    const { until = 0 } = (await alert()).shelf ?? {};
    expect(Math.abs(until - clock.now() - 2 * HOUR)).toBeLessThan(MINUTE);
    await tap('ole', 'reason:S-PARTS');
    expect((await card()).text).toMatch(/Shelved[^\n]*Ana Ruiz[^\n]*: Waits for parts/);
    expect((await alert()).shelf).toMatchObject({ until, reason: 'S-PARTS' });
    await tap('ana', 'undo');
    await tap('ana', 'undo');
    expect(await alert()).toMatchObject({ attention: 'new', shelf: null });
    const told = ['opened', 'shelved', 'shelved', 'reason', 'undone', 'undone'];
    expect((await events()).filter((kind) => kind !== 'asked')).toEqual(told);
    expect((await card()).buttons.map((b) => b.verb)).not.toContain('reason:S-PARTS');
  },
};

const handOver: Ability = {
  name: 'Hand-over: asked for, accepted and declined by the owner',
  async prove({ detect, tap, alert, card, hears, stand }) {
    await detect();
    await tap('ana', 'confirm');
    await tap('ole', 'hand-over');
    await hears('ole', /was asked/);
    const [asked] = await stand.thread('line-1', (await card()).address);
    expect(asked?.mentions).toEqual([stand.userOf('ana')]);
    expect(asked?.text).toMatch(/Ole Berg would like to take this over/);
    await tap('ana', 'decline');
    expect((await card()).text).toMatch(/Owner: [^\n]*Ana Ruiz/);
    await tap('ole', 'hand-over');
    await tap('ana', 'accept');
    expect((await card()).text).toMatch(/Owner: [^\n]*Ole Berg/);
    expect((await alert()).offer).toBeNull();
  },
};

const stranger: Ability = {
  name: 'Somebody who is not in the plant acts as a technician, recorded as such',
  async prove(floor) {
    await floor.detect();
    await floor.tap('mia', 'confirm');
    expect(await floor.alert()).toMatchObject({ verdict: 'real', work: 'owned' });
    expect((await labels(floor))[0]).toMatchObject({ role: 'technician' });
  },
  except: {
    Console:
      'nobody signs in there by name: who sits there is picked from the plant’s people, so there are no strangers',
  },
};

const strangerRefused: Ability = {
  name: 'Strangers are refused privately where the plant says so',
  plant: () => ({ strangers: 'deny' }),
  async prove(floor) {
    await floor.detect();
    await floor.tap('mia', 'confirm');
    await floor.hears('mia', /not in this plant/);
    expect(await floor.alert()).toMatchObject({ verdict: 'pending' });
  },
  except: { Console: 'there are no strangers (see above)' },
};

const replayed: Ability = {
  name: 'The same request twice acts once, also after a restart',
  async prove(floor) {
    await floor.detect();
    const first = await floor.tap('ana', 'escalate');
    expect((await first.again()).status).toBe(200);
    await floor.settle();
    expect(await floor.alert()).toMatchObject({ level: 1 });
    await floor.restart();
    expect((await first.again()).status).toBe(200);
    await floor.settle();
    expect(await floor.alert()).toMatchObject({ level: 1 });
  },
};

const forged: Ability = {
  name: 'A forged request does nothing',
  async prove(floor) {
    await floor.detect();
    const { status } = await floor.stand.forge(await floor.card(), 'confirm');
    expect([401, 403]).toContain(status);
    expect(await floor.alert()).toMatchObject({ verdict: 'pending' });
  },
  except: {
    'Slack (Socket Mode)':
      'there is no door: envelopes come through a socket that the bot opened with its own token',
  },
};

export const TAPS: Group = {
  title: 'Taps',
  abilities: [
    confirm,
    reject,
    furtherReasons,
    resolve,
    undo,
    race,
    stale,
    others,
    shelving,
    handOver,
    stranger,
    strangerRefused,
    replayed,
    forged,
  ],
};
