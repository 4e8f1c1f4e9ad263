// What people see: cards, their newest state, their pictures and their languages.
import { expect } from 'vitest';
import type { Ability, Group } from '../ability.ts';

const PICTURE = 'https://pictures.example.com/frame-1.jpg';

const post: Ability = {
  name: 'A detection is a card in its channel, with three buttons and a sentence for notifications',
  async prove({ detect, stand, alert }) {
    const id = await detect({ reasons: ['3rd hit in 10 min'], confidence: 0.93 });
    const [card, ...others] = await stand.top('line-1');
    expect(others).toEqual([]);
    for (const words of ['Scratch on housing', 'line-1/station-12', '93', '3rd hit in 10 min'])
      expect(card?.text).toContain(words);
    expect(card?.summary).toContain('Scratch on housing');
    const { revision: r } = await alert();
    for (const verb of ['confirm', 'reject', 'escalate'])
      expect(card?.buttons).toContainEqual({
        verb,
        value: expect.objectContaining({ v: 1, a: id, r }),
      });
    expect(card?.mentions).toEqual([]);
    expect(await stand.top('floor')).toEqual([]);
  },
};

const update: Ability = {
  name: 'A change is shown in place, on every copy',
  async prove({ detect, tap, card, stand }) {
    await detect();
    for (const _step of ['lead', 'floor']) await tap('ana', 'escalate', await card('line-1'));
    const copies = [await card('line-1'), await card('floor')];
    await tap('ole', 'confirm', copies[1]);
    for (const [i, channel] of (['line-1', 'floor'] as const).entries()) {
      const now = await card(channel);
      expect(now.address).toBe(copies[i]?.address);
      expect(now.text).toContain('Ole Berg');
      const verbs = now.buttons.map((b) => b.verb);
      expect(verbs).toContain('resolve');
      expect(verbs).not.toContain('confirm');
      expect(await stand.top(channel)).toHaveLength(1);
    }
  },
};

const joins: Ability = {
  name: 'More of the same joins one card, with a count',
  async prove({ detect, card, stand }) {
    const first = await detect();
    for (let n = 0; n < 3; n += 1) expect(await detect()).toBe(first);
    expect((await card()).text).toMatch(/4 detections/);
    expect(await stand.top('line-1')).toHaveLength(1);
  },
};

const cleared: Ability = {
  name: 'The source says that it is over: the card closes by itself',
  async prove({ detect, card, stand }) {
    await detect();
    await detect({ status: 'cleared' });
    expect((await card()).text).toMatch(/the condition has ended/);
    expect(await stand.top('line-1')).toHaveLength(1);
  },
};

const readings: Ability = {
  name: 'Readings with their limits',
  async prove({ detect, card }) {
    await detect({ readings: [{ name: 'depth', value: 0.4, unit: 'mm', limit: 0.2 }] });
    const { text } = await card();
    for (const words of ['depth', '0.4 mm', 'limit 0.2 mm']) expect(text).toContain(words);
  },
};

const pictures: Ability = {
  name: 'A picture by its public address, with its alternative text',
  async prove({ detect, card }) {
    await detect({ evidence: [{ kind: 'image', url: PICTURE, alt: 'A scratch, top left' }] });
    const shown = await card();
    expect(shown.pictures).toEqual([PICTURE]);
    expect(shown.text).toContain('A scratch, top left');
  },
};

const plantPicture: Ability = {
  name: 'A picture from the plant’s own network: the card is there at once, its picture follows',
  plant: () => ({ evidence: { hosts: ['cam-*.plant.local'] } }),
  async prove({ camera, detect, card, advance, tap }) {
    const url = 'http://cam-12.plant.local/frame-1.png';
    await detect({ evidence: [{ kind: 'image', url, alt: 'Housing, top left' }] });
    expect((await card()).pictures).toEqual([]);
    expect((await card()).text).toContain('Housing, top left');
    camera.show(url);
    for (let n = 0; n < 5; n += 1) await advance('10s');
    const [shown] = (await card()).pictures;
    expect(shown).toMatch(/./);
    expect(shown).not.toContain('plant.local');
    await tap('ana', 'confirm');
    expect((await card()).pictures).toHaveLength(1);
  },
};

const flood: Ability = {
  name: 'A flood is one digest, kept up to date; what is critical still has its card',
  async prove({ detect, stand }) {
    for (let n = 0; n < 14; n += 1) await detect({ key: `key-${n}`, asset: `line-1/station-${n}` });
    await detect({ key: 'critical', severity: 'critical', title: 'Person in the cell' });
    const all = await stand.top('line-1');
    expect(all).toHaveLength(12);
    const digest = all.find((m) => /4 alerts open at once/.test(`${m.summary} ${m.text}`));
    expect(digest?.text).toContain('station-13');
    expect(all.at(-1)?.text).toContain('Person in the cell');
  },
};

const longTexts: Ability = {
  name: 'Texts of any length: the card is clamped, never refused',
  async prove({ detect, card, tap }) {
    const long = (n: number) => '🔩 Überhitzung '.repeat(n);
    await detect({
      title: long(300),
      asset: `line-1/${long(100)}`,
      reasons: Array.from({ length: 50 }, () => long(80)),
      readings: Array.from({ length: 50 }, (_, i) => ({ name: long(20), value: `${i}` })),
      extra: { note: long(200) },
    });
    const shown = await card();
    expect(shown.text).toContain('Überhitzung');
    expect(shown.buttons.map((b) => b.verb)).toEqual(
      expect.arrayContaining(['confirm', 'reject', 'escalate']),
    );
    await tap('ana', 'confirm');
    expect((await card()).text).toContain('Ana Ruiz');
  },
};

const hostile: Ability = {
  name: 'Input stays text: no mention, link or mark-up of it comes alive',
  async prove({ detect, card, stand }) {
    const ole = stand.userOf('ole');
    const nasty = `<!channel> <@${ole}> <at>${ole}</at> <https://evil.example|ok> [a](https://evil.example) @here`;
    await detect({ title: nasty, reasons: [nasty], type: nasty });
    const shown = await card();
    expect(shown.mentions).toEqual([]);
    expect(shown.links).toEqual([]);
  },
};

const channelLanguage: Ability = {
  name: 'A channel has its language',
  plant: ({ channels }) => ({
    channels: { ...channels, 'line-1': { ...channels['line-1'], language: 'de' } },
  }),
  async prove({ detect, card, tap, stand }) {
    await detect();
    expect((await card()).text).toContain('Noch niemand zuständig');
    await tap('ana', 'escalate');
    const [asked] = await stand.thread('line-1', (await card()).address);
    expect(asked?.text).toMatch(/Bitte/);
  },
};

const ownLanguage: Ability = {
  name: 'A private answer follows its person’s language, the card its channel’s',
  plant: ({ people }) => ({ people: { ...people, sam: { ...people.sam, language: 'es' } } }),
  async prove({ detect, type, hears, card }) {
    await detect();
    await type('sam', 'mine');
    await hears('sam', /Ahora mismo no llevas ninguna/);
    expect((await card()).text).toContain('No owner yet');
  },
};

export const CARDS: Group = {
  title: 'Cards',
  abilities: [
    post,
    update,
    joins,
    cleared,
    readings,
    pictures,
    plantPicture,
    longTexts,
    flood,
    hostile,
    channelLanguage,
    ownLanguage,
  ],
};
