// Plugs handlers, workers and chats together. The product and every test start here, with real or fake outsides.
import { alertModel } from '../cards/alert/model.ts';
import { homeModel } from '../cards/home/model.ts';
import type { ReplyModel } from '../cards/reply/model.ts';
import type { Deps } from '../handlers/deps.ts';
import { auditor } from '../handlers/on-audit.ts';
import { onBulk } from '../handlers/on-bulk.ts';
import { type Commanded, onCommand } from '../handlers/on-command.ts';
import { ingestion } from '../handlers/on-detection.ts';
import { onDue } from '../handlers/on-due.ts';
import { onHandover } from '../handlers/on-handover.ts';
import { handoverWatch } from '../handlers/on-handover-outdated.ts';
import { onHome } from '../handlers/on-home.ts';
import { onMiss } from '../handlers/on-miss.ts';
import { onReply } from '../handlers/on-reply.ts';
import { onShiftEnd } from '../handlers/on-shift-end.ts';
import { suppressionWatch } from '../handlers/on-suppression-end.ts';
import { onTap } from '../handlers/on-tap.ts';
import { onTrouble, onWell } from '../handlers/on-trouble.ts';
import { onUndeliverable } from '../handlers/on-undeliverable.ts';
import { onUnseen } from '../handlers/on-unseen.ts';
import { ruleKeeper, startRules } from '../handlers/rules/in-force.ts';
import { presenceKeeper } from '../handlers/shifts/keeper.ts';
import type { Surroundings } from './core/escalation.ts';
import type { Person, Platform } from './core/plant.ts';
import { lateBy } from './core/receipts.ts';
import { channelAt } from './core/routing.ts';
import { type Site, settingFor, settingIn } from './core/speech.ts';
import type { CommandCall, ConnectedChat, Reactions } from './ports/chat.ts';
import type { Outbox } from './ports/outbox.ts';
import type { PictureMemory, PictureSource } from './ports/pictures.ts';
import type { InForce, LivePlant, PlantRules } from './ports/plant.ts';
import type { Ingest } from './ports/producer.ts';
import type { Store } from './ports/store.ts';
import type { Clock, Ids, Log, Meter, SamplingHash, Seal } from './ports/system.ts';
import { cardPictures } from './workers/card-pictures.ts';
import { type OutboxWorker, outboxWorker } from './workers/outbox.ts';
import { type PicturesWorker, picturesWorker } from './workers/pictures.ts';
import { type Scheduler, scheduler } from './workers/scheduler.ts';

export interface Outside {
  /** The plant file, and what makes a good one. */
  readonly plantFile: string;
  readonly rules: PlantRules;
  readonly publicUrl: string;
  readonly store: Store;
  readonly outbox: Outbox;
  readonly pictures: PictureMemory;
  /** Fetches evidence pictures by the rules of the plant that is in force. */
  readonly pictureSource: (site: Site) => PictureSource;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly meter: Meter;
  readonly samplingHash: SamplingHash;
  readonly seal: Seal;
  /** Whether a flood of alerts is shown as one digest. */
  readonly isStormOn: boolean;
  /** The platforms that run here, and how to build them once the reactions exist. */
  readonly platforms: readonly Platform[];
  readonly connect: (reactions: Reactions, live: LivePlant) => Promise<readonly ConnectedChat[]>;
}

export interface App {
  readonly live: LivePlant;
  readonly chats: readonly ConnectedChat[];
  readonly reactions: Reactions;
  readonly ingest: Ingest;
  readonly outbox: OutboxWorker;
  readonly pictures: PicturesWorker;
  readonly scheduler: Scheduler;
  /** What the auditor found at its last look. */
  readonly findings: () => readonly string[];
  /** Takes every step that is due now; the scheduler calls it once a second. */
  readonly onDue: () => Promise<number>;
  /** Starts chats and workers. */
  start(): Promise<void>;
  /** Stops workers, then chats; what is under way is finished. */
  stop(): Promise<void>;
}

/** What exists only once the reactions do. */
interface Late {
  worker: OutboxWorker | null;
  pictures: PicturesWorker | null;
  chats: readonly ConnectedChat[];
}

export async function plugTogether(outside: Outside): Promise<App> {
  const { store, clock, ids, log, meter, rules } = outside;
  const { inForce, plant } = await startRules(outside.plantFile, outside);
  const people = await store.syncPeople(plant);
  const live = livePlant(inForce, {
    plant,
    people,
    platforms: outside.platforms,
    checkIns: [],
    overrides: [],
  });
  const presence = presenceKeeper(live, { store, clock });
  await presence.keep();
  const site: Site = {
    get plant() {
      return live.around.plant;
    },
    publicUrl: outside.publicUrl,
  };
  const late: Late = { worker: null, pictures: null, chats: [] };
  const deps: Deps = {
    store,
    clock,
    ids,
    log,
    meter,
    get around() {
      return live.around;
    },
    rules,
    get inForce() {
      return live.inForce;
    },
    keepRules: ruleKeeper(live, outside),
    keepPresence: presence.keep,
    seal: outside.seal,
    publicUrl: outside.publicUrl,
    isStormOn: outside.isStormOn,
    wake: () => {
      late.worker?.wake();
      for (const chat of late.chats) chat.stir?.();
    },
  };

  const reactions: Reactions = {
    tap: async (tap) => {
      const { told, view, isOrphan, by, on } = await onTap(tap, deps);
      const channel = on?.channel ?? view?.alert.channel ?? null;
      const setting = settingFor(by, { ...tap.sender, channel }, site);
      // What stands in a channel is read by everybody there, whoever pressed it.
      const placed = on?.person ? setting : settingIn(channel, site);
      const card =
        view === null ? null : alertModel(view, placed, lateBy(on?.receipts ?? [], clock.now()));
      return { told, card, isOrphan, setting };
    },
    bulk: async (tap) => {
      const { told, by, on } = await onBulk(tap, deps);
      const hearing = { ...tap.sender, channel: on?.channel ?? null };
      return { told, card: null, setting: settingFor(by, hearing, site) };
    },
    handover: async (tap) => {
      const { told, by, on } = await onHandover(tap, deps);
      const hearing = { ...tap.sender, channel: on?.channel ?? null };
      return { told, card: null, setting: settingFor(by, hearing, site) };
    },
    reply: async (reply) => {
      const kept = await onReply(reply, deps);
      if (kept === null) return null;
      const { told, by, on } = kept;
      const hearing = { ...reply.sender, channel: on.channel };
      return { told, card: null, setting: settingFor(by, hearing, site) };
    },
    command: async (call) => answered(call, await onCommand(call, deps), site),
    miss: async (call) => answered(call, await onMiss(call, deps), site),
    home: async (sender) => {
      const { by, home, names } = await onHome(sender, deps);
      return homeModel(home, names, settingFor(by, { ...sender, channel: null }, site));
    },
  };
  const chats = await outside.connect(reactions, live);
  late.chats = chats;
  const shared = {
    ...{ store, site, clock, log, outbox: outside.outbox, instance: ids.next() },
    chats: new Map(chats.map((chat) => [chat.platform, chat])),
  };
  const outbox = outboxWorker({
    ...shared,
    meter,
    pictures: cardPictures({
      ...{ memory: outside.pictures, site, clock, log },
      wake: () => late.pictures?.wake(),
    }),
    onUnseen: (delivery, people) => onUnseen(delivery, people, deps),
    onUndeliverable: (delivery, reason, refusal) =>
      onUndeliverable(delivery, reason, refusal, deps),
    onTrouble: (delivery, lost) => onTrouble(delivery, lost, deps),
    onWell: (trouble) => onWell(trouble, deps),
  });
  late.worker = outbox;
  const pictures = picturesWorker({
    ...shared,
    memory: outside.pictures,
    fetch: outside.pictureSource(site),
    wakeOutbox: () => outbox.wake(),
  });
  late.pictures = pictures;
  const audits = auditor(deps);
  const passing = handoverWatch(deps);
  const unhiding = suppressionWatch(deps);
  const due = async () => {
    await duty('presence', () => presence.keepFresh(), log);
    const steps = await duty('due steps', () => onDue(deps), log);
    const shown = await duty('suppressed conditions', () => unhiding.look(), log);
    const handovers = await duty('hand-overs', () => onShiftEnd(deps), log);
    const drawn = await duty('cards of hand-overs', () => passing.look(), log);
    await duty('the audit', () => audits.look(), log);
    return (steps ?? 0) + (shown ?? 0) + (handovers ?? 0) + (drawn ?? 0);
  };
  const ticking = scheduler(due, log);
  return {
    live,
    chats,
    reactions,
    ingest: ingestion(deps, outside.samplingHash),
    outbox,
    pictures,
    findings: audits.findings,
    scheduler: ticking,
    onDue: due,
    start: async () => {
      await Promise.all(chats.map((chat) => chat.start()));
      outbox.start();
      pictures.start();
      ticking.start();
    },
    stop: async () => {
      await ticking.stop();
      await pictures.stop();
      await outbox.stop();
      await Promise.all(chats.map((chat) => chat.stop()));
    },
  };
}

/** One duty that fails is tried again in the next second, and keeps no other from being done. */
async function duty<T>(what: string, job: () => Promise<T>, log: Log): Promise<T | null> {
  try {
    return await job();
  } catch (error) {
    log.error('a duty failed and is tried again', { what, error: String(error) });
    return null;
  }
}

/** The one holder of what is in force; everybody else looks here at each use. */
function livePlant(firstRules: InForce, first: Surroundings): LivePlant {
  let [inForce, around] = [firstRules, first];
  return {
    get around() {
      return around;
    },
    get inForce() {
      return inForce;
    },
    adopt: (rules, plant, people) => {
      inForce = rules;
      around = { ...around, plant, people: withGuests(people, around.people) };
    },
    staff: ({ checkIns, overrides }, guests) => {
      const own = around.people.filter((p) => p.key !== null);
      around = { ...around, checkIns, overrides, people: withGuests(own, guests) };
    },
  };
}

/** Whoever is there without being in the plant. */
function withGuests(people: readonly Person[], others: readonly Person[]): readonly Person[] {
  const guests = others.filter((o) => o.key === null && !people.some((p) => p.id === o.id));
  return [...people, ...guests];
}

/** A private answer, in the language of whoever asked. */
function answered(
  { sender, channel: address }: Pick<CommandCall, 'sender' | 'channel'>,
  { by, body }: Commanded,
  site: Site,
): ReplyModel {
  const channel = channelAt(sender.platform, address, site.plant);
  return { body, setting: settingFor(by, { ...sender, channel }, site) };
}
