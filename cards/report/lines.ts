// The report in plain words, short enough for a phone: how fast people answered with the unanswered counted, how much came
// against what one position can take, what sends most, and how often each model was right.

import { ACCEPTABLE_PER_HOUR, type BadActor, type ChannelLoad } from '../../bot/core/kpi/load.ts';
import type { Kpis, ModelPrecision } from '../../bot/core/kpi/report.ts';
import { SECOND } from '../../bot/core/time.ts';
import type { Setting } from '../../bot/core/view.ts';
import { joined, type Line, ours, say, strong, strongInput } from '../line.ts';
import { numberText } from '../number.ts';
import type { ReplyBody } from '../reply/model.ts';
import { tidy } from '../text.ts';
import { roundedUp } from '../words/forms.ts';
import type { ReportWords, SaidGrade } from '../words/report-words.ts';
import { type Words, words } from '../words.ts';

type Told = Extract<ReplyBody, { kind: 'report' }>;

interface Section {
  readonly title: Line;
  readonly lines: readonly Line[];
}

/** What a phone shows without scrolling far. */
const CHANNEL_LINES = 4;
const ACTORS = 3;
const MODEL_LINES = 6;
const NAME_MAX = 60;

export function reportSections(
  { span, kpis, suppressed = { detections: 0, held: 0 } }: Told,
  setting: Setting,
): readonly Section[] {
  const said = words(setting.language);
  const { report } = said;
  const title = [strong(report.title[span])];
  const hidden = hiddenLines(suppressed, said);
  if (kpis.coverage.alerts === 0) return [{ title, lines: [[ours(report.noAlerts)], ...hidden] }];
  return [
    { title, lines: answering(kpis, said).map((text) => [ours(text)]) },
    { title: [strong(report.loadTitle)], lines: [...loadLines(kpis, report, setting), ...hidden] },
    modelsSection(kpis.models, report, MODEL_LINES),
  ];
}

/** Whoever reads that little came hears what was kept from them. */
function hiddenLines(
  { detections, held }: NonNullable<Told['suppressed']>,
  said: Words,
): readonly Line[] {
  return [
    ...(detections > 0 ? [[ours(said.suppress.count(detections))]] : []),
    ...(held > 0 ? [[ours(said.suppress.title(held))]] : []),
  ];
}

function answering({ response, coverage }: Kpis, said: Words): readonly string[] {
  const { report } = said;
  const { answered, medianSeconds, p90Seconds, withinTarget, climbedByItself } = response;
  const within = (seconds: number): string => said.duration(roundedUp(seconds * SECOND));
  return [
    report.answered(answered.x, answered.n, whole(answered.value ?? 0)),
    medianSeconds === null
      ? report.medianUnknown
      : report.times(within(medianSeconds), p90Seconds === null ? null : within(p90Seconds)),
    ...(withinTarget === null ? [] : [report.withinTarget(whole(withinTarget))]),
    report.climbed(climbedByItself.x, whole(climbedByItself.value ?? 0)),
    ...(coverage.contested > 0 ? [report.contested(coverage.contested)] : []),
  ];
}

function loadLines(kpis: Kpis, report: ReportWords, setting: Setting): readonly Line[] {
  const shown = kpis.load.slice(0, CHANNEL_LINES);
  const more = kpis.load.length - shown.length;
  const { chattering, stale } = kpis.trouble;
  const troubles = [
    ...(chattering > 0 ? [report.chattering(chattering)] : []),
    ...(stale > 0 ? [report.stale(stale)] : []),
  ];
  const actors = kpis.badActors.top.filter((a) => a.alerts > 1).slice(0, ACTORS);
  return [
    ...shown.map((load) => loadLine(load, report, setting)),
    ...(more > 0 ? [[ours(report.more(more))]] : []),
    ...troubles.map((text) => [ours(text)]),
    ...(actors.length === 0
      ? []
      : [
          report.top(
            joined(
              actors.map((a) => actorLine(a, report)),
              ', ',
            ),
          ),
        ]),
  ];
}

function loadLine(load: ChannelLoad, report: ReportWords, setting: Setting): Line {
  const perHour = numberText(Math.round(load.perHour * 10) / 10, setting.language);
  const line = report.load(tidy(load.channel, NAME_MAX), perHour, gradeOf(load));
  if (load.floods === 0) return line;
  const flood = report.flood(whole(load.shareInFlood), load.floods, load.maxInTenMinutes);
  return [...line, ours(flood)];
}

function gradeOf({ grade, perHour }: ChannelLoad): SaidGrade {
  return grade === 'manageable' && perHour <= ACCEPTABLE_PER_HOUR ? 'floods' : grade;
}

function actorLine({ asset, type, alerts, share }: BadActor, report: ReportWords): Line {
  return report.actor(tidy(type, NAME_MAX), tidy(asset, NAME_MAX), alerts, whole(share));
}

/** How often each model was right; a figure only where there is evidence for one. */
export function modelsSection(
  all: readonly ModelPrecision[],
  report: ReportWords,
  limit: number,
): Section {
  const lines = all.slice(0, limit).map((m) => modelLine(m, report));
  const more = all.length - lines.length;
  return {
    title: [strong(report.models)],
    lines: [
      ...(lines.length > 0 ? lines : [[ours(report.noModels)]]),
      ...(more > 0 ? [[ours(report.more(more))]] : []),
    ],
  };
}

function modelLine(row: ModelPrecision, report: ReportWords): Line {
  const name = strongInput(tidy(`${row.model} ${row.version}`, NAME_MAX));
  const { n, x, wilson, evidence } = row.technical;
  if (evidence === 'none' || wilson === null) return say`${name}: ${ours(report.modelNone)}`;
  if (evidence === 'weak') return say`${name}: ${ours(report.modelWeak(n))}`;
  const [low, high] = wilson;
  return say`${name}: ${ours(report.model({ n, x, low: whole(low), high: whole(high) }))}`;
}

function whole(share: number): number {
  return Math.round(share * 100);
}
