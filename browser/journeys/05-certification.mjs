// A certification: asked for, given a date, competent.
import { loop } from '../people.mjs';

export const title = 'a certification, from the request to its result';

export async function journey(place) {
  await loop(place, 'certification', 'soldadura en estructuras', 'Tono');
}
