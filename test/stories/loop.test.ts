// An afternoon on the floor: a detection comes in, people see it, one tap answers it, somebody owns it, silence climbs.
import { expect } from 'vitest';
import { plant as smallPlant, userOf } from '../core/world.ts';
import { story } from '../harness.ts';

story('Ana confirms, owns it, and resolves it', async (h) => {
  await h.detect();
  h.expectCard('Scratch on housing');
  expect(h.shown().buttons.map((b) => b.verb)).toEqual(
    expect.arrayContaining(['confirm', 'reject', 'escalate']),
  );

  await h.advance('2m');
  await h.tap('ana', 'Confirm');
  expect(await h.alert()).toMatchObject({ verdict: 'real', work: 'owned' });
  expect(h.shown().text).toMatch(/Ana Ruiz/);
  expect(h.shown().buttons.map((b) => b.verb)).toEqual(
    expect.arrayContaining(['resolve', 'escalate', 'undo']),
  );

  await h.advance('30m');
  await h.tap('ana', 'Resolve');
  expect(await h.alert()).toMatchObject({ work: 'done', dueAt: null });
  await h.advance('12h');
});

story(
  'nobody answers: it climbs to the lead, to the floor, expires and is asked again',
  async (h) => {
    await h.detect();
    h.expectCard('Scratch on housing');

    await h.advance('9m59s');
    h.expectQuiet();
    await h.advance('1s');
    h.expectAsked('sam');
    expect(await h.alert()).toMatchObject({ level: 1, attention: 'new' });

    await h.advance('10m');
    h.expectCard('Scratch on housing');
    expect(h.card().channel).toBe('C0FLOOR001');
    h.expectNews(/Climbed to the channel floor: nobody answered/);

    await h.advance('20m');
    expect(await h.alert()).toMatchObject({ level: 2, attention: 'expired' });
    h.expectNews(/Everybody was asked/);
    h.expectAsked('ada');

    await h.advance('60m');
    h.expectAsked(null);
    await h.tap('ole', 'Confirm', h.card('C0LINE0001'));
    expect(await h.alert()).toMatchObject({ attention: 'acknowledged', verdict: 'real' });
  },
);

story('two people tap at once: the first decides, the second is told who was faster', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  const card = h.card();
  const old = h.chat.shown(card).buttons.find((b) => b.verb === 'reject')?.value;
  await Promise.all([
    h.chat.tap(card.address, userOf('ana'), 'confirm'),
    h.chat.tap(card.address, userOf('ole'), 'reject', old),
  ]);
  await h.settle();
  const alert = await h.alert();
  const loser = alert.verdict === 'real' ? 'ole' : 'ana';
  h.expectPrivate(loser, /already/i);
  const labels = await h.memory.store.labelsOf(alert.id);
  expect(labels.map((l) => l.isDeciding).sort()).toEqual([false, true]);
});

story('an idle owner is reminded, then passed by', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  await h.tap('ana', 'Take');
  await h.advance('59m');
  h.expectQuiet();
  await h.advance('1m');
  h.expectAsked('ana');
  await h.advance('60m');
  h.expectAsked('sam');
  expect(await h.alert()).toMatchObject({ level: 1, owner: expect.any(String) });
});

story('a rejection with a reason keeps the model’s honour', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  await h.tap('ana', 'Reject');
  await h.tap('ana', 'reason:R-KNOWN');
  const [label] = (await h.memory.store.labels({ live: true }, 10, null)).items;
  expect(label?.label).toMatchObject({
    verdict: 'not_real',
    technicalTruth: true,
    actionable: false,
    reason: 'R-KNOWN',
    isDeciding: true,
    platform: 'slack',
    role: 'technician',
  });
  expect(label?.label.shownAt).toBe(h.card().postedAt);
  expect(label?.person).toMatchObject({ key: 'ana', name: 'Ana Ruiz' });
  await h.type('sam', 'report');
  h.expectPrivate('sam', /1 of 1/);
});

story('an undo within five minutes brings the card back as it was', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  await h.tap('ana', 'Reject');
  await h.tap('ole', 'Undo');
  h.expectPrivate('ole', /undo/i);
  await h.advance('4m');
  await h.tap('ana', 'Undo');
  h.expectNews(/Ana Ruiz took back “Reject”/);
  expect(h.shown().buttons.map((b) => b.verb)).toEqual(
    expect.arrayContaining(['confirm', 'reject', 'escalate']),
  );
  expect((await h.memory.store.labels({ live: true }, 10, null)).items).toEqual([]);
  await h.advance('6m');
  h.expectQuiet();
  await h.advance('4m');
  h.expectAsked('sam');
});

story('ten detections of the same thing are one card with a count', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  await h.detectAll(Array.from({ length: 9 }, (_, i) => ({ id: `frame-${i + 2}` })));
  await h.settle();
  expect(await h.alert()).toMatchObject({ count: 10 });
  expect(h.shown().text).toMatch(/10/);
  expect(await h.detect({ id: 'frame-3' })).toMatchObject({ status: 'duplicate' });
});

story('the source says it is over: unowned it closes without a verdict', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  expect(await h.detect({ status: 'cleared' })).toMatchObject({ status: 'joined' });
  expect(await h.alert()).toMatchObject({ attention: 'cleared', verdict: 'pending', count: 0 });
  expect(await h.detect({ id: 'other', status: 'cleared' })).toEqual({
    source: 'cam-12',
    id: 'other',
    status: 'logged',
  });
  await h.advance('12h');
});

story(
  'a step that reaches nobody is loud, and the next one is taken at once',
  async (h) => {
    await h.detect();
    h.expectCard('Scratch');
    await h.advance('10m');
    h.expectCard('Scratch');
    expect(h.card().channel).toBe('C0FLOOR001');
    h.expectNews(/Climbed to the channel floor/);
    const events = await h.memory.store.events((await h.alert()).id, 10);
    expect(events.map((e) => e.kind)).toEqual(['opened', 'unreachable', 'escalated', 'asked']);
    expect(h.counts.get('andon_unreachable_total ')).toBe(1);
  },
  { plant: { people: [] } },
);

const justAda = smallPlant.people.filter((p) => p.key === 'ada');

story(
  'a step that reaches nobody is told to the admins, once an hour however many alerts miss it',
  async (h) => {
    await h.detectAll(Array.from({ length: 30 }, (_, i) => ({ id: `f-${i}`, key: `k-${i}` })));
    await h.advance('10m');
    const direct = h.chat.messages().filter((m) => m.channel === null);
    expect(direct.map((m) => h.chat.shown(m).text).join()).toMatch(
      /should have asked the lead about this and can reach nobody there/,
    );
    expect(direct).toHaveLength(1);
    expect(h.counts.get('andon_unreachable_total ')).toBe(30);
    await h.advance('1h');
    await h.detect({ id: 'later', key: 'later' });
    await h.advance('10m');
    // That everybody was asked is a sentence of its own.
    const told = h.chat.messages().filter((m) => m.channel === null);
    expect(told.filter((m) => /reach nobody/.test(h.chat.shown(m).text))).toHaveLength(2);
    h.skipRest();
  },
  { plant: { people: justAda } },
);

story('a channel that is gone: the alert climbs at once', async (h) => {
  h.chat.fail('refused');
  await h.detect();
  await h.advance('1s');
  h.expectAsked('ada', /line-1/);
  h.expectAsked('sam');
  h.expectAsked('ada', /line-1.*again/);
  // Something got through there: the alert gets the card that it lacks.
  h.expectCard('Scratch');
  expect(await h.alert()).toMatchObject({ level: 1 });
});

story('commands do what taps do, and say so privately', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  const { id } = await h.alert();
  await h.type('ana', 'open');
  h.expectPrivate('ana', /Scratch on housing/);
  await h.type('ana', `take ${id.slice(-6)}`);
  h.expectPrivate('ana', /.+/);
  await h.type('ana', 'mine');
  h.expectPrivate('ana', /Scratch on housing/);
  await h.type('ana', `show ${id.slice(-6)}`);
  h.expectPrivate('ana', /Scratch on housing/);
  await h.type('ana', 'frobnicate');
  h.expectPrivate('ana', /help|open/);
  await h.type('ana', 'confirm zzzz');
  h.expectPrivate('ana', /.+/);
  await h.type('ana', 'confirm ffff');
  h.expectPrivate('ana', /ffff/);
  expect(await h.alert()).toMatchObject({ work: 'owned', verdict: 'pending' });
});

story('a stranger who took it is reminded like everybody, where the card stands', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  await h.tap('stranger', 'Take');
  await h.advance('61m');
  h.expectAsked('stranger', /Still on it/);
  expect(await h.alert()).toMatchObject({ reminders: 1 });
});

story(
  'strangers act as technicians, or not at all where the plant says so',
  async (h) => {
    await h.detect();
    h.expectCard('Scratch');
    await h.tap('stranger', 'Confirm');
    h.expectPrivate('stranger', /.+/);
    expect(await h.alert()).toMatchObject({ verdict: 'pending' });
  },
  { plant: { strangers: 'deny' } },
);

story('killed between any two deliveries: nothing is lost and nothing is said twice', async (h) => {
  await h.detectAll(Array.from({ length: 5 }, (_, i) => ({ id: `f-${i}`, key: `k-${i}` })));
  h.chat.fail('lost-answer');
  await h.app.outbox.round();
  await h.restart();
  await h.advance('1m');
  expect(h.chat.cards('C0LINE0001')).toHaveLength(5);
  for (let i = 0; i < 5; i += 1) h.expectCard('Scratch');
});
