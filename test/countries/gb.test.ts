import { serveUnitedKingdom } from '../../mocks/gb/mock.ts';
import { unitedKingdom } from '../../src/countries/gb/country.ts';
import { describeCountry } from './describe-country.ts';

describeCountry(unitedKingdom, serveUnitedKingdom);
