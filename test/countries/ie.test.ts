import { serveIreland } from '../../mocks/ie/mock.ts';
import { ireland } from '../../src/countries/ie/country.ts';
import { describeCountry } from './describe-country.ts';

describeCountry(ireland, serveIreland);
