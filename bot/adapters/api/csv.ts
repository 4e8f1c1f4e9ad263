// The label log as CSV (RFC 4180): one row for each label and detection it covers. Values are written exactly as they are:
// a guard against spreadsheet formulas would change training data, so whoever opens it in a spreadsheet imports it as text.
import type { LabelJson } from './shapes.ts';

export const CSV_COLUMNS = [
  'id',
  'alert',
  'asset',
  'type',
  'verdict',
  'deciding',
  'technical_truth',
  'actionable',
  'reason',
  'strength',
  'person',
  'role',
  'platform',
  'shown_at',
  'at',
  'revision',
  'stream',
  'probability',
  'source',
  'detection',
  'confidence',
  'observed_at',
  'model',
  'version',
] as const;

type Cell = string | number | boolean | null | undefined;

/** Lines with their ends; the first names the columns. */
export function* csvLines(labels: readonly LabelJson[]): Iterable<string> {
  yield line(CSV_COLUMNS);
  for (const label of labels) {
    const detections = label.detections.length > 0 ? label.detections : [undefined];
    for (const detection of detections) yield line(row(label, detection));
  }
}

/** In the order of the columns. `person` is the plant's key, or the id of somebody who has none. */
function row(label: LabelJson, d: LabelJson['detections'][number] | undefined): readonly Cell[] {
  return [
    label.id,
    label.alert,
    label.asset,
    label.type,
    label.verdict,
    label.deciding,
    label.technicalTruth,
    label.actionable,
    label.reason,
    label.strength,
    label.by.key ?? label.by.id,
    label.by.role,
    label.by.platform,
    label.shownAt,
    label.at,
    label.revision,
    label.stream,
    label.probability,
    d?.source,
    d?.id,
    d?.confidence,
    d?.observedAt,
    d?.model?.name,
    d?.model?.version,
  ];
}

function line(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

/** Quoted where a reader could take it for more than one cell, or trim it. Null and unknown are empty. */
function cellText(cell: Cell): string {
  const text = String(cell ?? '');
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
