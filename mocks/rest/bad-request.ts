/** What a caller asked is nonsense to this server: answered with 400. */
export class BadRequest extends Error {}
