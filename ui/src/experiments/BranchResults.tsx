import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../lists/DataTable';
import { formatNumber } from '../scope/format';
import { useLanguage } from '../language/language';
import classes from './BranchResults.module.css';
import type { OutcomeKind } from './outcome';
import type { BranchResult, Results } from './queries';
import { type Bar, bars, chanceText, formatDifference, formatValue } from './words';

interface BranchResultsProps {
  readonly results: Results;
  readonly outcome: OutcomeKind;
}

/** Results by branch: sessions, rate or mean, and the difference from the first branch. */
export function BranchResults({ results, outcome }: BranchResultsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const isRate = results.unit === undefined;
  const placed = bars(results.branches);
  const weights = results.branches.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <DataTable
      label={t('experiments.results')}
      rows={results.branches}
      keyOf={({ key }) => key}
      columns={[
        {
          title: t('experiments.branch'),
          width: '20%',
          cell: ({ key, description, weight }) => (
            <>
              <b>{key}</b>{' '}
              <Text size="xs" c="dimmed" component="span">
                {formatValue(weight / weights, true, language)}
              </Text>
              {description !== undefined && <div>{description}</div>}
            </>
          ),
        },
        {
          title: t('experiments.sessions'),
          width: 100,
          align: 'right',
          cell: ({ sessions }) => <span className="number">{formatNumber(sessions, language)}</span>,
        },
        {
          title: t(`experiments.counted.${isRate ? 'rate' : 'mean'}`),
          width: 110,
          align: 'right',
          cell: ({ counted }) => <span className="number">{formatNumber(counted, language)}</span>,
        },
        {
          title: t(isRate ? 'experiments.rate' : 'experiments.mean'),
          width: 120,
          align: 'right',
          cell: ({ value }) =>
            value !== undefined && (
              <span className="number">
                {formatValue(value, isRate, language)}
                {outcome === 'SESSION_LENGTH' && ` ${t('experiments.seconds')}`}
              </span>
            ),
        },
        {
          title: t('experiments.difference'),
          cell: (branch) => <Difference branch={branch} bar={placed.get(branch.key)} results={results} />,
        },
      ]}
    />
  );
}

interface DifferenceProps {
  readonly branch: BranchResult;
  readonly bar: Bar | undefined;
  readonly results: Results;
}

function Difference({ branch, bar, results }: DifferenceProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const first = results.branches[0]!;
  if (branch.key === first.key) {
    return (
      <Text size="sm" c="dimmed">
        {t('experiments.baseline')}
      </Text>
    );
  }
  const { difference, verdict } = branch;
  if (!difference || !bar) {
    return (
      <Text size="sm" c="dimmed">
        {t('experiments.nothingKnown')}
      </Text>
    );
  }
  const isRate = results.unit === undefined;
  const number = (value: number) => formatDifference(value, isRate, language);
  const range = t(isRate ? 'experiments.rangeOfRates' : 'experiments.range', {
    estimate: number(difference.estimate),
    low: number(difference.low),
    high: number(difference.high),
  });
  return (
    <div className={classes.difference}>
      <div className={classes.scale} role="img" aria-label={range}>
        <span className={classes.zero} style={{ left: `${bar.zero * 100}%` }} />
        <span
          className={classes.interval}
          data-certain={verdict === 'HIGHER' || verdict === 'LOWER' || undefined}
          style={{ left: `${bar.low * 100}%`, right: `${(1 - bar.high) * 100}%` }}
        />
        <span className={classes.estimate} style={{ left: `${bar.estimate * 100}%` }} />
      </div>
      <div className="number">{range}</div>
      {verdict !== undefined && (
        <div>
          {t(`experiments.verdict.${verdict}`, { branch: first.key })}{' '}
          {verdict !== 'TOO_FEW_SESSIONS' && (
            <span className={classes.chance}>{chanceText(t, difference.pValue, language)}</span>
          )}
        </div>
      )}
    </div>
  );
}
