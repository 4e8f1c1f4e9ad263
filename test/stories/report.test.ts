// How it went, asked in chat: today, this shift, this week; in the language of whoever asks.
import { richPlant } from '../core/rich-plant.ts';
import { plant } from '../core/world.ts';
import { story } from '../harness.ts';

story(
  'the report of the shift begins with the shift',
  async (h) => {
    await h.detect();
    h.expectCard('Scratch');
    await h.advance('2m');
    await h.tap('ana', 'Confirm');
    await h.tap('ana', 'Resolve');
    await h.type('sam', 'report shift');
    h.expectPrivate(
      'sam',
      /Report for this shift.*Answered: 1 of 1 alert.*Half were answered within 2 min, nine in ten within 2 min.*line-1: .* an hour, which is fine/s,
    );
    await h.advance('6h');
    for (const who of ['sam', 'sam', 'sam', 'ada']) h.expectHandover(who, /Nobody has accepted/);
    await h.type('sam', 'report shift');
    h.expectPrivate('sam', /Report for this shift.*No alerts in this time/s);
    await h.type('sam', 'report today');
    h.expectPrivate('sam', /Report for today.*Answered: 1 of 1/s);
    await h.type('sam', 'report week');
    h.expectPrivate('sam', /last 7 days.*Answered: 1 of 1/s);
  },
  { plant: richPlant },
);

story('without shifts there is no report of one', async (h) => {
  await h.type('sam', 'report shift');
  h.expectPrivate('sam', /no shifts yet/);
});

story(
  'in German',
  async (h) => {
    await h.type('sam', 'report shift');
    h.expectPrivate('sam', /Bericht für diese Schicht.*Keine Meldungen/s);
    await h.type('ole', 'on');
    h.expectPrivate('ole', /Du bist da bis 18:30/);
  },
  { plant: { ...richPlant, language: 'de', people: plant.people } },
);
