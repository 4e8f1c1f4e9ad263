// How rows look outside: alerts, events, messages, detections and labels as the API's JSON. Times in UTC, people by id, key
// and name. It decides nothing and asks nobody; whoever calls brings the people along.
import { type Alert, type AlertEvent, type PersonId, phaseOf } from '../../core/alert.ts';
import type { KeptDetection } from '../../core/detection.ts';
import type { Miss } from '../../core/miss.ts';
import type { Person } from '../../core/plant.ts';
import { type Instant, isoText } from '../../core/time.ts';
import type { LabelLine, Message, PictureState } from '../../core/view.ts';
import type {
  AlertJson,
  EventJson,
  KeptDetectionJson,
  LabelJson,
  MessageJson,
  MissJson,
  PersonJson,
} from './shapes.ts';

/** People by id, as far as they are known. */
export type People = ReadonlyMap<PersonId, Pick<Person, 'id' | 'key' | 'name'>>;

export function time(at: Instant | null): string | null {
  return at === null ? null : isoText(at);
}

/** Somebody who was erased keeps an id, and no name. */
export function personJson(id: PersonId | null, people: People): PersonJson | null {
  return id === null ? null : personOf(id, people);
}

export function personOf(id: PersonId, people: People): PersonJson {
  const { key, name } = people.get(id) ?? { key: null, name: '' };
  return { id, key, name };
}

export function missJson(miss: Miss, people: People): MissJson {
  return {
    ...miss,
    at: isoText(miss.at),
    happenedAt: isoText(miss.happenedAt),
    by: personOf(miss.by, people),
  };
}

export function alertJson(alert: Alert, people: People): AlertJson {
  return {
    id: alert.id,
    key: alert.key,
    site: alert.site,
    asset: alert.asset,
    area: alert.area,
    type: alert.type,
    severity: alert.severity,
    title: alert.title,
    openedAt: isoText(alert.openedAt),
    closedAt: time(alert.closedAt),
    revision: alert.revision,
    attention: alert.attention,
    verdict: alert.verdict,
    work: alert.work,
    owner: personJson(alert.owner, people),
    level: alert.level,
    dueAt: time(alert.dueAt),
    channel: alert.channel,
    count: alert.count,
    phase: phaseOf(alert),
  };
}

/** The details stand beside the four members that every event has, and can't take their place. */
export function eventJson(event: AlertEvent, people: People): EventJson {
  const { at, kind, by, revision } = event;
  return { ...event.detail, at: isoText(at), kind, by: personJson(by, people), revision };
}

export function messageJson(message: Message, people: People): MessageJson {
  return {
    kind: message.kind,
    platform: message.platform,
    channel: message.channel,
    person: personJson(message.person, people),
    address: message.address,
    state: message.state,
    revision: message.revision,
    postedAt: time(message.postedAt),
    updatedAt: time(message.updatedAt),
    receipts: message.receipts.map((r) => ({ ...r, at: isoText(r.at) })),
  };
}

/** `pictures` are those that the bot fetched for the alert, by their address. */
export function keptDetectionJson(
  kept: KeptDetection,
  pictures: ReadonlyMap<string, PictureState>,
): KeptDetectionJson {
  const { detection: d } = kept;
  return {
    source: d.source,
    id: d.id,
    status: d.status,
    type: d.type,
    asset: d.asset,
    site: d.site,
    area: d.area,
    key: d.key,
    title: d.title,
    severity: d.severity,
    confidence: d.confidence,
    model: d.model,
    observedAt: isoText(d.observedAt),
    receivedAt: isoText(kept.receivedAt),
    reasons: [...d.reasons],
    readings: [...d.readings],
    evidence: d.evidence.map((e) => ({ ...e, ...hashOf(pictures.get(e.url)) })),
    extra: d.extra,
    stream: kept.stream,
    probability: kept.probability,
    revision: kept.revision,
  };
}

function hashOf(picture: PictureState | undefined): { readonly sha256?: string } {
  const hash = picture === undefined || picture.kind === 'coming' ? null : picture.sha256;
  return hash === null ? {} : { sha256: hash };
}

export function labelJson({ label, person, detections }: LabelLine): LabelJson {
  return {
    id: label.id,
    alert: label.alert,
    asset: label.asset,
    type: label.type,
    verdict: label.verdict,
    deciding: label.isDeciding,
    reason: label.reason,
    technicalTruth: label.technicalTruth,
    actionable: label.actionable,
    strength: label.strength,
    by: {
      id: person.id,
      key: person.key,
      name: person.name,
      role: label.role,
      platform: label.platform,
    },
    shownAt: time(label.shownAt),
    at: isoText(label.at),
    revision: label.revision,
    stream: label.stream,
    probability: label.probability,
    ...(label.supersedes === null ? {} : { supersedes: label.supersedes }),
    ...(label.isWithdrawn ? { withdrawn: true as const } : {}),
    detections: detections.map(({ source, id, confidence, observedAt, model }) => ({
      source,
      id,
      confidence,
      observedAt: isoText(observedAt),
      model,
    })),
  };
}
