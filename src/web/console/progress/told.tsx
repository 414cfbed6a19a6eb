/** How floors are written: never a bare number, which would look like a count. */

import { endOfClass, MINUTE_CLASSES, type MinuteClass } from '../../../core/progress/minutes.ts';
import type { Visit } from '../console-route.ts';

/** Writes a number as people in the page's language do: 12.345 in Vietnamese, 12,345 in English. */
export function writeNumber(visit: Visit, number: number): string {
  return new Intl.NumberFormat(visit.language).format(number);
}

/** "at least 35", or that nothing can be told yet. */
export function Told({ visit, children }: { readonly visit: Visit; readonly children: number }) {
  if (children === 0) return <span class="soft">{visit.phrase('console.progress.untold')}</span>;
  return <>{tell(visit, children)}</>;
}

/** "at least 35" in words. */
export function tell(visit: Visit, children: number): string {
  return visit.phrase('console.progress.at-least', { number: writeNumber(visit, children) });
}

/** How far a goal is reached: a bar and words. */
export function Reached({
  visit,
  percent,
  label,
}: {
  readonly visit: Visit;
  readonly percent: number | null;
  readonly label: string;
}) {
  if (percent === null) return <span class="soft">{visit.phrase('console.progress.no-goal')}</span>;
  return (
    <span class="reached">
      <meter min={0} max={100} value={percent} aria-label={label} />
      <span>
        {percent === 0
          ? visit.phrase('console.progress.untold')
          : visit.phrase('console.progress.percent', { number: writeNumber(visit, percent) })}
      </span>
    </span>
  );
}

/** "5 to 7 minutes". */
export function writeMinutes(visit: Visit, least: MinuteClass): string {
  const end = endOfClass(least);
  if (least === MINUTE_CLASSES[0]) {
    return visit.phrase('console.progress.minutes.under', { end: end ?? 0 });
  }
  if (end === null) return visit.phrase('console.progress.minutes.over', { from: least });
  return visit.phrase('console.progress.minutes.between', { from: least, end });
}

/** A day as people write it: 24/11/2026. */
export function writeDay(visit: Visit, day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return new Intl.DateTimeFormat(visit.language === 'vi' ? 'vi-VN' : 'en-GB', {
    ...{ timeZone: 'UTC', day: '2-digit', month: '2-digit', year: 'numeric' },
  }).format(date);
}
