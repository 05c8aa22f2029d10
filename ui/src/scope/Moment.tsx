import { formatFull, formatMoment } from './format';
import { useZone } from './useScope';
import { useLanguage } from '../language/language';

/** Time in short form, with the full form as tooltip. */
export function Moment({ iso }: { readonly iso: string }) {
  const language = useLanguage();
  const zone = useZone();
  return (
    <time className="number" dateTime={iso} title={formatFull(iso, zone, language)} style={{ whiteSpace: 'nowrap' }}>
      {formatMoment(iso, zone, language)}
    </time>
  );
}
