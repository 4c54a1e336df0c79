// A newcomer registers, tells a job, sees what suits them, applies, is answered, and confirms that they were hired.
import { loop } from '../people.mjs';

export const title = 'a newcomer registers, applies, is answered and confirms the hire';

export async function journey(place) {
  const { person } = await loop(place, 'employer', 'trabajé de rufero poniendo techos', 'Chepe');
  await person.open('/es/mi/cv');
  await person.says('Chepe');
}
