// What people type: one grammar, private answers.
import { expect } from 'vitest';
import type { Ability, Group } from '../ability.ts';

const help: Ability = {
  name: 'Help, and an answer to what is not understood',
  async prove({ type, hears, stand }) {
    await type('ana', 'help');
    await hears('ana', /What I can do/);
    await type('ole', 'frobnicate the line');
    await hears('ole', /frobnicate the line[\s\S]*help/);
    expect(await stand.top('line-1')).toEqual([]);
  },
};

const lists: Ability = {
  name: 'Open, mine, show with the timeline and the copies',
  async prove({ detect, tap, type, hears }) {
    const id = await detect();
    await tap('ana', 'confirm');
    await type('ole', 'open');
    await hears('ole', /Open alerts[\s\S]*Scratch on housing/);
    await type('ana', 'mine');
    await hears('ana', /Your alerts[\s\S]*Scratch on housing/);
    await type('ole', `show ${id}`);
    await hears('ole', /What happened[\s\S]*confirmed/);
    await hears('ole', /Shown in[\s\S]*line-1/);
  },
};

const acts: Ability = {
  name: 'Every verb by command, with the last characters of the id',
  async prove({ detect, type, alert, hears, card }) {
    const id = await detect();
    const ending = id.slice(-4);
    await type('ana', `take ${ending}`);
    await hears('ana', /Taken/);
    await type('ana', `confirm ${ending}`);
    expect((await card()).text).toMatch(/Confirmed/);
    await type('ana', `resolve ${ending} changed the bearing`);
    expect(await alert()).toMatchObject({ work: 'done', verdict: 'real' });
    await type('ole', 'take ffff');
    await hears('ole', /don’t know an alert/);
  },
};

const report: Ability = {
  name: 'The report: how often each model was right, how fast people answered',
  async prove({ detect, tap, type, hears }) {
    await detect();
    await tap('ana', 'confirm');
    await type('sam', 'report');
    await hears('sam', /Answered: 1 of 1/);
    await hears('sam', /scratch/);
  },
};

const presence: Ability = {
  name: 'Who is there: on, off, who; a lead says it of somebody by name',
  async prove({ type, hears, store, clock }) {
    await type('ana', 'on');
    await hears('ana', /You are on until/);
    await type('ole', 'who');
    await hears('ole', /Checked in: Ana Ruiz until/);
    await type('ole', 'off Ana Ruiz');
    await hears('ole', /Only leads/);
    await type('sam', 'off Ana Ruiz');
    await hears('sam', /Ana Ruiz is off/);
    expect((await store.presence(clock.now(), 9)).checkIns).toEqual([]);
    await type('ana', 'off');
    await hears('ana', /You were not on/);
  },
};

const rules: Ability = {
  name: 'Leads change channels, routes, policies and people by command; the next detection follows',
  async prove({ type, hears, detect, stand, store }) {
    await type('ana', 'route add type=noise channel=floor');
    await hears('ana', /Only leads and admins/);
    await type('sam', 'route add type=noise channel=floor');
    await hears('sam', /Done, revision 2[\s\S]*type=noise channel=floor/);
    await detect({ type: 'noise', key: 'noise' });
    expect((await stand.top('floor')).map((m) => m.text).join()).toMatch(/Scratch on housing/);
    await type('sam', 'plant undo');
    await hears('sam', /Taken back, revision 3/);
    expect((await store.plantRevisions(9)).map((r) => r.cause)).toEqual([
      'undo',
      'command',
      'start',
    ]);
  },
};

const maintenance: Ability = {
  name: 'Maintenance and out of service by command: no card meanwhile, a list of what holds, a card after',
  async prove({ type, hears, detect, stand, store }) {
    await type('ana', 'maintenance line-1/station-12 4h new gearbox');
    await hears('ana', /Leads and admins/);
    await type('sam', 'maintenance line-1/station-12 4h new gearbox');
    await hears('sam', /under maintenance until/);
    await expect(detect({ key: 'kept' })).rejects.toThrow(/logged.*new gearbox/);
    expect(await store.suppressedSince(0)).toBe(1);
    expect(await stand.top('line-1')).toEqual([]);
    await type('ana', 'maintenance');
    await hears('ana', /station-12[\s\S]*new gearbox[\s\S]*Sam/);
    await type('sam', 'maintenance off line-1/station-12');
    await hears('sam', /is over/);
    await detect({ key: 'after' });
    expect(await stand.top('line-1')).toHaveLength(1);
  },
};

const prompts: Ability = {
  name: 'What a command lacks is offered on buttons; a press gives the command',
  async prove({ type, hears, choose, detect, stand }) {
    await type('sam', 'route add type=noise');
    await hears('sam', /Which channel/);
    await choose('sam', 'floor');
    await hears('sam', /type=noise channel=floor.*added/);
    // A place that is another channel already is asked for, and the answer knows where “here” was.
    await type('sam', 'channel floor here');
    await hears('sam', /already/);
    await choose('sam', 'Yes, here');
    await hears('sam', /channels\.floor[\s\S]*Done|Done[\s\S]*channels\.floor/);
    await detect({ type: 'noise', key: 'noise' });
    expect((await stand.top('line-1')).map((m) => m.text).join()).toMatch(/Scratch on housing/);
  },
};

const secrets: Ability = {
  name: 'A token is made by command, and its secret shown once, to one person',
  async prove({ type, hears, stand, store }) {
    await type('ada', 'token add cam-9 ingest 90d');
    await hears('ada', /Token cam-9[\s\S]*andon_/);
    expect((await store.tokens()).map((t) => t.name)).toEqual(['cam-9']);
    expect(await stand.top('line-1')).toEqual([]);
    await type('sam', 'token');
    await hears('sam', /Only admins/);
  },
};

export const COMMANDS: Group = {
  title: 'Commands',
  abilities: [help, lists, acts, report, presence, maintenance, rules, prompts, secrets],
};
