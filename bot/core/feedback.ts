// What an answer says about the model: labels, reasons and the sampling of detections. A label is append-only: a reason,
// a change of mind or an undo is a new record that supersedes the old one. Silence never becomes a label.
import type { PersonId } from './alert.ts';
import type { Sampling } from './detection.ts';
import type { Instant } from './time.ts';
import type { Past } from './view.ts';

export type LabelVerdict = 'real' | 'not_real' | 'unsure';

/** What a reason says. `technicalTruth`: was the condition there? `actionable`: was it worth the interruption? */
export interface Reason {
  readonly code: string;
  readonly verdict: 'real' | 'not_real';
  readonly technicalTruth: boolean | null;
  readonly actionable: boolean | null;
  /** Shown as a button on the updated card; the others are in the select. */
  readonly isButton: boolean;
}

/** The reasons people may give. "Already known" and its like mean that the model was right. */
export const REASONS: readonly Reason[] = [
  reason('C-INSP', 'real', true, true, true),
  reason('C-EVID', 'real', true, true, true),
  reason('C-FIXED', 'real', true, true, true),
  reason('C-WO', 'real', true, true, true),
  reason('R-NONE', 'not_real', false, false, true),
  reason('R-NORMAL', 'not_real', false, false, true),
  reason('R-KNOWN', 'not_real', true, false, true),
  reason('R-MAINT', 'not_real', null, false, true),
  reason('R-SENSOR', 'not_real', null, false, true),
  reason('R-WHERE', 'not_real', null, false, false),
  reason('R-TYPE', 'not_real', true, true, false),
  reason('R-EARLY', 'not_real', true, false, false),
  reason('R-LATE', 'not_real', true, false, false),
];

function reason(
  code: string,
  verdict: 'real' | 'not_real',
  technicalTruth: boolean | null,
  actionable: boolean | null,
  isButton: boolean,
): Reason {
  return { code, verdict, technicalTruth, actionable, isButton };
}

export function findReason(code: string): Reason | null {
  return REASONS.find((r) => r.code === code) ?? null;
}

/** One person's verdict, as the rules write it. The store adds who, where and which detections. */
export interface Label {
  readonly id: string;
  readonly by: PersonId;
  readonly verdict: LabelVerdict;
  /** Whether this verdict set the alert's. */
  readonly isDeciding: boolean;
  readonly reason: string | null;
  readonly technicalTruth: boolean | null;
  readonly actionable: boolean | null;
  /** 1 a tap from the evidence, 2 a tap with a reason, 3 checked on the spot. */
  readonly strength: number;
  readonly at: Instant;
  /** The revision that the person saw; it covers the detections that had joined by then. */
  readonly revision: number;
  readonly supersedes: string | null;
  readonly isWithdrawn: boolean;
}

/** What a verdict says about the model when no reason is given. */
export function truthOf(verdict: LabelVerdict): Pick<Label, 'technicalTruth' | 'actionable'> {
  if (verdict === 'unsure') return { technicalTruth: null, actionable: null };
  const isReal = verdict === 'real';
  return { technicalTruth: isReal, actionable: isReal };
}

/** How judged alerts turned out. A reason may know better than the verdict whether it was there, or not know at all. */
export function pastOf(
  judged: readonly { readonly verdict: 'real' | 'not_real'; readonly reason: string | null }[],
): Past {
  const truths = judged.map(({ verdict, reason }) => {
    const said = reason === null ? null : findReason(reason);
    return said === null ? verdict === 'real' : said.technicalTruth;
  });
  const known = truths.filter((t) => t !== null);
  return { judged: known.length, real: known.filter((t) => t).length };
}

export function strengthOf(reasonCode: string | null): number {
  if (reasonCode === null) return 1;
  return reasonCode === 'C-INSP' || reasonCode === 'C-FIXED' ? 3 : 2;
}

/** The labels in force: not superseded and not withdrawn. */
export function liveLabels<T extends Pick<Label, 'id' | 'supersedes' | 'isWithdrawn'>>(
  labels: readonly T[],
): readonly T[] {
  const superseded = new Set(labels.map((l) => l.supersedes));
  return labels.filter((l) => !l.isWithdrawn && !superseded.has(l.id));
}

/** The share of detections whose answers are chased, so that silence can be corrected for. */
export const AUDIT_SHARE = 0.1;

/**
 * The stream of a detection from its keyed hash `u` in [0, 1): `u = uint64_be(HMAC-SHA256(key, source \n id)[0..8]) / 2^64`.
 * Every routed detection is shown, so the probability of being shown is 1 in either stream; a rule that shows only a share
 * of something records that share here.
 */
export function sample(u: number): Sampling {
  return { stream: isSelected(u, AUDIT_SHARE) ? 'audit' : 'action', probability: 1 };
}

/** The keyed-hash draw: selected iff u < share. */
export function isSelected(u: number, share: number): boolean {
  return u < share;
}
