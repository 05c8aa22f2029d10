import { useLanguage } from '../language/language';

/** Creation time of a task in the browser's time zone. */
export function TaskTime({ iso }: { readonly iso: string }) {
  const time = new Date(iso);
  const language = useLanguage();
  const short = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long', hourCycle: 'h23' });
  return (
    <time className="number" dateTime={iso} title={full.format(time)}>
      {short.format(time)}
    </time>
  );
}
