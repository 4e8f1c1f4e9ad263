// What a command is answered with, as facts. The renderers beside it turn it into a platform's text.
import type { Alert, AlertEvent, PersonId } from '../../bot/core/alert.ts';
import type { ReportSpan } from '../../bot/core/command.ts';
import type { HandoverView } from '../../bot/core/handover/handover.ts';
import type { Kpis } from '../../bot/core/kpi/report.ts';
import type { Miss } from '../../bot/core/miss.ts';
import type { Role } from '../../bot/core/plant.ts';
import type { Instant } from '../../bot/core/time.ts';
import type { AlertView, Message, Setting, Told } from '../../bot/core/view.ts';
import type { RuleReply } from '../rules/model.ts';
import type { ShiftReply } from '../shifts/model.ts';
import type { SuppressReply } from '../suppression/model.ts';

export type ReplyBody =
  /** What is possible; `unknown` is what was typed, when it was not understood. */
  | {
      readonly kind: 'help';
      readonly unknown: string | null;
      /** The one command that it is about; absent or null = all of them. */
      readonly word?: string | null;
      /** Only what this role may do is listed; a technician's when absent. */
      readonly role?: Role;
    }
  | {
      readonly kind: 'list';
      readonly of: 'open' | 'mine';
      readonly alerts: readonly Alert[];
      /** There are more than shown. */
      readonly hasMore: boolean;
      readonly names: ReadonlyMap<PersonId, string>;
    }
  | {
      readonly kind: 'show';
      readonly view: AlertView;
      /** The latest events, oldest first. */
      readonly events: readonly AlertEvent[];
      readonly messages: readonly Message[];
    }
  | {
      readonly kind: 'report';
      readonly span: ReportSpan;
      readonly kpis: Kpis;
      /** How many detections got no card in that time, and how much holds now. Left out = none. */
      readonly suppressed?: { readonly detections: number; readonly held: number };
    }
  /** What was kept, and the alert that had it after all. */
  | {
      readonly kind: 'miss';
      readonly miss: Miss;
      readonly seen: { readonly alert: Alert; readonly observedAt: Instant } | null;
    }
  /** The hand-over that is under way. */
  | { readonly kind: 'handover'; readonly view: HandoverView }
  /** A refusal, or the confirmation of a verb given by command. */
  | { readonly kind: 'told'; readonly told: Told }
  | RuleReply
  | ShiftReply
  | SuppressReply;

export interface ReplyModel {
  readonly setting: Setting;
  readonly body: ReplyBody;
}
