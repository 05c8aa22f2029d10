import { formatFull, formatMoment } from '../scope/format';
import { useZone } from '../scope/useScope';
import { useLanguage } from '../text/language';

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
