import { serveGermany } from '../../mocks/de/mock.ts';
import { germany } from '../../src/countries/de/country.ts';
import { describeCountry } from './describe-country.ts';

describeCountry(germany, serveGermany);
