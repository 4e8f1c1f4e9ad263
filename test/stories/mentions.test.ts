// People are named as the platform names them: by its own mark, by key, or by name.
import { expect } from 'vitest';
import { userOf } from '../core/world.ts';
import { story } from '../harness.ts';

story('handed over to somebody whom the platform knows under a name of its own', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  await h.tap('ana', 'Take');
  const id = (await h.alert()).id.slice(-4);
  const mentions = [{ kind: 'person', text: '@oberg', id: userOf('ole') }] as const;
  const sender = {
    platform: 'slack',
    tenant: 'T-FAKE',
    users: [userOf('ana')],
    name: 'ana',
  } as const;
  await h.app.reactions.command({
    sender,
    text: `hand-over ${id} @oberg`,
    mentions,
    channel: 'C0LINE0001',
  });
  await h.settle();
  h.expectAsked('ole', /Ana Ruiz/);
  expect((await h.alert()).offer).not.toBeNull();
});
