/**
 * Words by which a field, argument or value would hold what the model must never hold: names, addresses, dates of birth,
 * images, files and their hashes, network addresses, accounts.
 */

/** A person's name, first name, family name in the languages of the countries, as GraphQL can write them: without accents. */
const NAME_WORDS: Readonly<Record<string, readonly string[]>> = {
  bg: ['ime', 'familia', 'familiya', 'familno', 'prezime', 'bashtino'],
  cs: ['jmeno', 'krestni', 'prijmeni'],
  da: ['navn', 'fornavn', 'mellemnavn', 'efternavn', 'kaldenavn'],
  de: ['vorname', 'nachname', 'familienname', 'geburtsname', 'rufname', 'spitzname', 'zuname'],
  el: ['onoma', 'onomateponymo', 'eponymo', 'eponimo', 'patronymo'],
  es: ['nombre', 'apellido', 'apodo'],
  et: ['nimi', 'eesnimi', 'perekonnanimi', 'perenimi'],
  fi: ['etunimi', 'sukunimi', 'kutsumanimi'],
  fr: ['nom', 'prenom', 'surnom', 'patronyme'],
  ga: ['ainm', 'sloinne'],
  hr: ['prezime', 'nadimak'],
  hu: ['nev', 'keresztnev', 'utonev', 'vezeteknev', 'csaladnev'],
  is: ['nafn', 'fornafn', 'eiginnafn', 'eftirnafn', 'kenninafn'],
  it: ['nome', 'cognome', 'soprannome'],
  lb: ['numm', 'virnumm', 'familljennumm'],
  mt: ['isem', 'kunjom'],
  nl: ['naam', 'voornaam', 'achternaam', 'familienaam', 'roepnaam'],
  no: ['mellomnavn', 'etternavn'],
  pl: ['imie', 'nazwisko'],
  pt: ['apelido', 'sobrenome', 'alcunha'],
  rm: ['prenum'],
  sk: ['meno', 'priezvisko'],
  sv: ['namn', 'fornamn', 'mellannamn', 'efternamn', 'tilltalsnamn'],
  tr: ['isim', 'soyad', 'soyadi', 'soyisim'],
};

/** Forbidden as a word of its own, in singular and plural: `ip`, but not the `ip` of `participations`. */
const WORDS: ReadonlySet<string> = new Set([
  ...['name', 'alias', 'initials', 'person', 'gender', 'sex', 'nationality', 'ethnicity', 'religion'],
  ...[
    'address',
    'street',
    'city',
    'town',
    'village',
    'postcode',
    'zip',
    'latitude',
    'longitude',
    'coordinates',
  ],
  ...['birth', 'born', 'dob', 'passport', 'ssn', 'cpr', 'biometric', 'dna', 'face'],
  ...['image', 'picture', 'photo', 'video', 'media', 'thumbnail', 'avatar', 'portrait', 'pixel'],
  ...['file', 'attachment', 'blob', 'binary', 'content', 'material', 'url', 'uri'],
  ...['hash', 'digest', 'checksum', 'md5', 'sha', 'sha1', 'sha256', 'sha512', 'ed2k', 'magnet'],
  ...['ip', 'ipv4', 'ipv6', 'mac', 'imei', 'imsi', 'host', 'hostname', 'peer'],
  ...['account', 'user', 'login', 'password', 'email', 'mail', 'phone', 'telephone', 'msisdn', 'iban', 'bic'],
  ...['wallet', 'handle', 'profile'],
  ...Object.values(NAME_WORDS).flat(),
]);

/** Forbidden also inside a longer word, for names that are written in one: `firstname`, `ipaddress`, `filehash`. */
const PARTS =
  /(?:first|last|sur|fore|full|given|family|maiden|nick|user|file|screen|host)name|address|birth|thumbnail|filehash|fingerprint|photograph/;

/** The first forbidden word in `name`, in whatever way it is written: `fullName`, `LAST_NAME`, `IPAddress`. Else null. */
export function forbiddenWordOf(name: string): string | null {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split('_')
    .concat(name.toLowerCase());
  return words.find((word) => PARTS.test(word) || singularsOf(word).some((one) => WORDS.has(one))) ?? null;
}

function singularsOf(word: string): readonly string[] {
  return [word, word.replace(/s$/, ''), word.replace(/es$/, ''), word.replace(/ies$/, 'y')];
}
