// Labels as tasks that Label Studio imports: one task for each alert of the page, one annotation for each label, one
// prediction for each detection with a confidence. The labelling setup needs two Choices, `verdict` and `reason`.
import type { LabelLine } from '../../core/view.ts';
import { labelJson } from './faces.ts';
import type { LabelJson } from './shapes.ts';

export interface LabelStudioTask {
  readonly data: Readonly<Record<string, unknown>>;
  readonly annotations: readonly Readonly<Record<string, unknown>>[];
  readonly predictions: readonly Readonly<Record<string, unknown>>[];
}

/** In the order in which their first labels stand in the log. */
export function labelStudioTasks(lines: readonly LabelLine[]): readonly LabelStudioTask[] {
  const byAlert = new Map<string, LabelLine[]>();
  for (const line of lines) {
    const { alert } = line.label;
    byAlert.set(alert, [...(byAlert.get(alert) ?? []), line]);
  }
  return [...byAlert.values()].map(task);
}

function task(lines: readonly LabelLine[]): LabelStudioTask {
  const labels = lines.map(labelJson);
  const covered = lines.flatMap((line) => line.detections);
  const detections = [...new Map(covered.map((d) => [`${d.source}\n${d.id}`, d])).values()];
  const images = detections.flatMap((d) => d.evidence).filter((e) => e.kind === 'image');
  return {
    data: {
      alert: labels[0]?.alert,
      asset: labels[0]?.asset,
      type: labels[0]?.type,
      title: detections[0]?.title ?? '',
      image: images[0]?.url ?? '',
      detections: detections.map(({ source, id }) => ({ source, id })),
    },
    annotations: labels.map(annotation),
    predictions: detections.flatMap((d) => {
      if (d.confidence === null || d.model === null) return [];
      const model_version = `${d.model.name} ${d.model.version}`;
      return [{ model_version, score: d.confidence, result: [choice('verdict', 'real')] }];
    }),
  };
}

/** A withdrawn label is a cancelled annotation. `lead_time` is in seconds. */
function annotation(label: LabelJson): Readonly<Record<string, unknown>> {
  const { by, shownAt, reason } = label;
  const lead =
    shownAt === null ? {} : { lead_time: (Date.parse(label.at) - Date.parse(shownAt)) / 1_000 };
  return {
    unique_id: label.id,
    created_at: label.at,
    was_cancelled: label.withdrawn === true,
    ground_truth: false,
    ...lead,
    result: [
      choice('verdict', label.verdict),
      ...(reason === null ? [] : [choice('reason', reason)]),
    ],
    meta: {
      person: by.key ?? by.id,
      role: by.role,
      platform: by.platform,
      deciding: label.deciding,
      technicalTruth: label.technicalTruth,
      actionable: label.actionable,
      strength: label.strength,
      stream: label.stream,
      probability: label.probability,
      supersedes: label.supersedes ?? null,
    },
  };
}

function choice(name: 'verdict' | 'reason', value: string): Readonly<Record<string, unknown>> {
  return { from_name: name, to_name: 'detection', type: 'choices', value: { choices: [value] } };
}
