import { serveCzechia } from '../../mocks/cz/mock.ts';
import { czechia } from '../../src/countries/cz/country.ts';
import { describeCountry } from './describe-country.ts';

describeCountry(czechia, serveCzechia);
