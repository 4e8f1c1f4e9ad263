// A press on a copy that nobody knows: it works like any other, and says that this copy is one too many, but only when every
// card that we know stands for certain.
import { expect } from 'vitest';
import type { Verb } from '../../bot/core/alert.ts';
import type { Tap } from '../../bot/ports/chat.ts';
import { userOf } from '../core/world.ts';
import { type Harness, story } from '../harness.ts';

/** The newest alert's card, pressed on a copy with this address. */
async function pressed(h: Harness, message: string | null, verb: Verb = 'confirm') {
  const row = await h.alert();
  const tap: Tap = {
    sender: { platform: 'slack', tenant: '', users: [userOf('ana')], name: 'Ana Ruiz' },
    button: { verb, alert: row.id, seen: 1, code: null },
    message,
  };
  const reply = await h.app.reactions.tap(tap);
  await h.settle();
  return reply;
}

story('a press on a second, unknown copy works and tells that it is one too many', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  expect(await pressed(h, 'not-a-card-of-ours')).toMatchObject({ isOrphan: true, told: null });
  expect(await h.alert()).toMatchObject({ verdict: 'real', work: 'owned' });
});

story('so does a press that makes us say something new', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  expect(await pressed(h, 'not-a-card-of-ours', 'escalate')).toMatchObject({ isOrphan: true });
  h.expectAsked('sam');
});

story('the card that we know is none too many, nor is a command', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  expect(await pressed(h, h.card().address)).toMatchObject({ isOrphan: false });
  expect(await pressed(h, null)).toMatchObject({ isOrphan: false });
});

story('while our own post is unclear the unknown copy may be it', async (h) => {
  h.chat.fail('lost-answer');
  await h.detect();
  h.expectCard('Scratch');
  const [message] = await h.memory.store.messages((await h.alert()).id);
  expect(message).toMatchObject({ state: 'ambiguous', address: null });
  expect(await pressed(h, h.card().address)).toMatchObject({ isOrphan: false });
  expect(await h.alert()).toMatchObject({ verdict: 'real' });
});

story('the card of another alert stays, whatever the button says', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  const other = h.card().address;
  await h.detect({ id: 'frame-2', key: 'another', title: 'Dent' });
  h.expectCard('Dent');
  expect(await pressed(h, other)).toMatchObject({ isOrphan: false });
});
