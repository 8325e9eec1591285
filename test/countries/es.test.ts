import { serveSpain } from '../../mocks/es/mock.ts';
import { spain } from '../../src/countries/es/country.ts';
import { describeCountry } from './describe-country.ts';

describeCountry(spain, serveSpain);
