// A German line and a Spanish lead on an English site: what stands in a channel speaks the channel's language, what is said to
// one person speaks theirs.
import { expect } from 'vitest';
import type { Plant } from '../../bot/core/plant.ts';
import { plant as small, userOf } from '../core/world.ts';
import { story } from '../harness.ts';

const plant: Partial<Plant> = {
  channelLanguages: new Map([['line-1', 'de']]),
  people: small.people.map((p) => (p.key === 'sam' ? { ...p, language: 'es' } : p)),
};

story(
  'the card and the question under it are German, what the lead alone hears is Spanish',
  async (h) => {
    const sam = (await h.memory.store.plantPeople()).find((p) => p.key === 'sam');
    h.chat.outsiders.add(sam?.id ?? '');
    await h.detect();
    h.expectCard('Noch niemand zuständig');
    await h.advance('10m');
    h.expectAsked('sam', /Seit .* hat niemand geantwortet/);
    h.expectAsked('sam', /Nadie ha contestado/);
    // The lead's own copy of the card, and a tap on it.
    h.expectCard('Sin responsable');
    const [own] = h.chat.directs(sam?.id ?? '').filter((m) => m.content.kind === 'alert');
    const reply = await h.tap('sam', 'Take', own);
    expect(reply).toMatchObject({
      setting: { language: 'es' },
      card: { setting: { language: 'es' } },
    });
    expect(h.shown('C0LINE0001').text).toMatch(/Sam Supervisor/);
  },
  { plant },
);

story(
  'a press in the channel redraws the channel’s card; only the private sentence follows the person',
  async (h) => {
    await h.detect();
    h.expectCard('Noch niemand');
    const { address } = h.card();
    const shown = h.shown().buttons.find((b) => b.verb === 'confirm')?.value;
    const first = await h.tap('ana', 'Confirm');
    expect(first).toMatchObject({
      setting: { language: 'de' },
      card: { setting: { language: 'de' } },
    });
    // Sam taps what he still sees.
    const second = await h.chat.tap(address, userOf('sam'), 'confirm', shown);
    expect(second).toMatchObject({
      setting: { language: 'es' },
      card: { setting: { language: 'de' } },
    });
    h.expectPrivate('sam', /^Ana Ruiz/);
    await h.type('sam', 'mine');
    h.expectPrivate('sam', 'Ahora mismo no llevas ninguna');
    // The command is typed in the German channel by somebody without a language of their own.
    await h.type('ole', 'mine');
    h.expectPrivate('ole', /für nichts zuständig/);
  },
  { plant },
);
