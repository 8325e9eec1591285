/** Stands in every fault's own text: what of it is found in an answer, a log or the evidence has leaked. ASCII, and no word. */
export const CANARY = 'CANARY7F3A91';
