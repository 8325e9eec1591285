import { serveEstonia } from '../../mocks/ee/mock.ts';
import { estonia } from '../../src/countries/ee/country.ts';
import { describeCountry } from './describe-country.ts';

describeCountry(estonia, serveEstonia);
