// The users of the example, and their tokens. A real application has a database and passwords here.
import jwt from 'jsonwebtoken';

export const people = [
  { id: 'ada', name: 'Ada Moss', teams: ['design', 'engineering'] },
  { id: 'bob', name: 'Bob Reyes', teams: ['engineering'] },
  { id: 'noor', name: 'Noor Haddad', teams: ['design'] },
];

const secret = () => process.env.JWT_SECRET ?? 'only-for-this-example';

/** A token for this user, valid for `lifetime` seconds. */
export const tokenFor = (id, lifetime = 15 * 60) =>
  jwt.sign({ sub: id, exp: Math.floor(Date.now() / 1000) + lifetime }, secret());

/** The user that the token was made for; throws if it is missing, forged or expired. */
export function userOf(token) {
  const { sub } = jwt.verify(token ?? '', secret());
  const user = people.find(({ id }) => id === sub);
  if (!user) throw new Error('unknown user');
  return user;
}

/** Express middleware: only with `Authorization: Bearer TOKEN`. */
export function signedIn(request, response, next) {
  try {
    request.user = userOf(request.get('authorization')?.replace(/^Bearer /, ''));
  } catch (error) {
    return response.status(401).json({ success: false, error: error.message });
  }
  next();
}
