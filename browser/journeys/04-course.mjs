// A place on a course: asked for, given, finished.
import { loop } from '../people.mjs';

export const title = 'a place on a course, from the request to its completion';

export async function journey(place) {
  await loop(place, 'training', 'ayudante de cocina en un restaurante', 'Lucha');
}
