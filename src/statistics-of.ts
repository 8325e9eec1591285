import { dateInBrussels } from './access/date-in-brussels.ts';
import { quoteValue } from './access/quote-value.ts';
import type { Config, StatisticsSettings } from './config.ts';
import { GatewayError } from './errors.ts';
import type { IsoDate } from './terms.ts';

/**
 * The settings by which the table of `operation` for `date` is made. Throws CONFIGURATION_INVALID when the configuration
 * has no statistics, or not this reporting date, or when the day has not come.
 */
export function statisticsOf(config: Config, operation: string, date: IsoDate): StatisticsSettings {
  const { statistics } = config;
  if (statistics === undefined)
    throw refusal('no `statistics`: write them, with `folder` and `reportingDates`');
  const dates = statistics.reportingDates.get(operation);
  if (dates === undefined)
    throw refusal(
      `\`statistics.reportingDates\` has no operation ${quoteValue(operation)}: it has ${[...statistics.reportingDates.keys()].sort().join(', ') || 'none'}; add it there, or give one of these`,
    );
  if (!dates.includes(date))
    throw refusal(
      `\`statistics.reportingDates\` has no ${date} for ${quoteValue(operation)}: it has ${dates.join(', ')}; add it there, or give one of these`,
    );
  const today = dateInBrussels(new Date());
  if (date > today)
    throw refusal(`the reporting date ${date} has not come: today is ${today}; wait for that day`);
  return statistics;
}

function refusal(what: string): GatewayError {
  return new GatewayError('CONFIGURATION_INVALID', what);
}
