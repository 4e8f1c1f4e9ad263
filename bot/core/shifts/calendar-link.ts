// The address under which a calendar program finds who is on. Such programs send no token, so the address itself may carry the
// proof: a seal over exactly what it asks for.

export const CALENDAR_PATH = '/v1/shifts.ics';
export const CALENDAR_DAYS = 28;
export const CALENDAR_DAYS_MAX = 366;

export interface CalendarQuery {
  /** Null = every roster. */
  readonly area: string | null;
  readonly days: number;
}

/** What is sealed: the same question always reads the same. */
export function sealedText({ area, days }: CalendarQuery): string {
  return JSON.stringify([CALENDAR_PATH, area, days]);
}

export function calendarLink(publicUrl: string, query: CalendarQuery, seal: string): string {
  const area = query.area === null ? '' : `area=${encodeURIComponent(query.area)}&`;
  return `${publicUrl}${CALENDAR_PATH}?${area}days=${query.days}&seal=${seal}`;
}
