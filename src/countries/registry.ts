/** THE list of countries. A new country is one folder, one line here, one mock folder. */
import type { CountryCode } from '../terms.ts';
import { austria } from './at/country.ts';
import { belgium } from './be/country.ts';
import { bulgaria } from './bg/country.ts';
import { switzerland } from './ch/country.ts';
import type { Country } from './country.ts';
import { cyprus } from './cy/country.ts';
import { czechia } from './cz/country.ts';
import { germany } from './de/country.ts';
import { denmark } from './dk/country.ts';
import { estonia } from './ee/country.ts';
import { spain } from './es/country.ts';
import { finland } from './fi/country.ts';
import { france } from './fr/country.ts';
import { unitedKingdom } from './gb/country.ts';
import { croatia } from './hr/country.ts';
import { hungary } from './hu/country.ts';
import { ireland } from './ie/country.ts';
import { iceland } from './is/country.ts';
import { italy } from './it/country.ts';
import { luxembourg } from './lu/country.ts';
import { malta } from './mt/country.ts';
import { netherlands } from './nl/country.ts';
import { norway } from './no/country.ts';
import { poland } from './pl/country.ts';
import { portugal } from './pt/country.ts';
import { sweden } from './se/country.ts';
import { slovakia } from './sk/country.ts';

export const COUNTRIES: ReadonlyMap<CountryCode, Country> = new Map(
  [
    austria,
    belgium,
    bulgaria,
    switzerland,
    cyprus,
    czechia,
    germany,
    denmark,
    estonia,
    spain,
    finland,
    france,
    unitedKingdom,
    croatia,
    hungary,
    ireland,
    iceland,
    italy,
    luxembourg,
    malta,
    netherlands,
    norway,
    poland,
    portugal,
    sweden,
    slovakia,
  ].map((country) => [country.code, country]),
);
